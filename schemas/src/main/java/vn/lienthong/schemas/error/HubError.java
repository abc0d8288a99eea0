package vn.lienthong.schemas.error;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that can go wrong, with what to do. Codes are never used twice. {@code docs/errors.md}
 * is generated from here. In the texts, {@code {0}} and {@code {1}} take what was found.
 */
public enum HubError {
  // LT-1xxx: settings and start-up
  /** A setting has a value that cannot be. */
  SETTING_INVALID(
      "LT-1001",
      500,
      "Setting {0} is wrong: {1}",
      "Thiết lập {0} không hợp lệ: {1}",
      "Correct it in the configuration file and start again.",
      "Sửa trong tệp cấu hình rồi khởi động lại."),

  // LT-2xxx: procedures
  /** The procedure is not in the registry. */
  PROCEDURE_UNKNOWN(
      "LT-2001",
      422,
      "Procedure {0} is not in the registry.",
      "Thủ tục {0} chưa có trong danh mục.",
      "Run ./hub procedures sync, then replay the dossier.",
      "Chạy ./hub procedures sync rồi gửi lại hồ sơ."),
  /** The catalogue's detail of a dossier's procedure names no sector, and the wire wants one. */
  SECTOR_MISSING(
      "LT-2002",
      422,
      "The national catalogue names no sector for the dossier's procedure: {0} is missing.",
      "Danh mục quốc gia không ghi lĩnh vực của thủ tục: thiếu {0}.",
      "Tell the portal's desk. When the catalogue has it, run ./hub procedures sync, then replay the"
          + " dossier.",
      "Báo bộ phận hỗ trợ Cổng. Khi danh mục đã có, chạy ./hub procedures sync rồi gửi lại hồ sơ."),
  /** There is no job of this name. */
  JOB_UNKNOWN(
      "LT-2010",
      404,
      "There is no job {0}; there are: {1}.",
      "Không có công việc {0}; hiện có: {1}.",
      "Name one of these.",
      "Chọn một trong các công việc đó."),
  /** The job runs already, here or on another node. */
  JOB_RUNNING(
      "LT-2011",
      409,
      "The job {0} is running already.",
      "Công việc {0} đang chạy.",
      "Wait for its end; the last runs show how far it is.",
      "Đợi chạy xong; xem tiến độ ở danh sách lần chạy gần nhất."),
  /** A job ended by a fault of the hub. */
  JOB_FAILED(
      "LT-2012",
      500,
      "The job failed: {0}",
      "Công việc bị lỗi: {0}",
      "Send the log lines with this correlation id to the hub's maintainers; the next run goes on.",
      "Gửi các dòng nhật ký có mã tương quan này cho đơn vị bảo trì; lần chạy sau sẽ tiếp tục."),
  /** The file with the province's scope cannot be used. */
  SCOPE_UNREADABLE(
      "LT-2020",
      500,
      "The scope list {0} cannot be used: {1}",
      "Không dùng được danh sách phạm vi {0}: {1}",
      "Correct the file named by hub.procedures.scope; nothing was changed.",
      "Sửa tệp nêu ở hub.procedures.scope; chưa có gì thay đổi."),
  /** The national list cannot be the whole list. */
  NATIONAL_LIST_ODD(
      "LT-2021",
      409,
      "The national list {0}: nothing was changed.",
      "Danh sách quốc gia {0}: chưa có gì thay đổi.",
      "Ask the portal's desk. If the list is right, run the job with --accept-list and a reason.",
      "Hỏi bộ phận hỗ trợ Cổng. Nếu danh sách đúng, chạy lại với --accept-list và nêu lý do."),
  /** A detail of the national catalogue cannot be kept. */
  PROCEDURE_UNREADABLE(
      "LT-2022",
      502,
      "The detail of procedure {0} cannot be kept: {1}",
      "Không lưu được chi tiết thủ tục {0}: {1}",
      "The next run reads it again; tell the portal's desk when it stays.",
      "Lần chạy sau đọc lại; báo bộ phận hỗ trợ Cổng nếu lỗi lặp lại."),
  /** Not all details could be read. */
  PROCEDURES_INCOMPLETE(
      "LT-2023",
      503,
      "{0} of {1} details could not be read: {2}",
      "Không đọc được {0} trên {1} chi tiết thủ tục: {2}",
      "The next run goes on with these; what was read is kept. ./hub procedures list shows each.",
      "Lần chạy sau đọc tiếp; phần đã đọc được giữ lại. Xem từng thủ tục: ./hub procedures list."),
  /** There is no such proposal that waits. */
  PROPOSAL_UNKNOWN(
      "LT-2024",
      404,
      "No change with id {0} waits for a decision.",
      "Không có thay đổi {0} đang chờ quyết định.",
      "List what waits with ./hub procedures proposals.",
      "Xem danh sách đang chờ bằng ./hub procedures proposals."),
  /** A job was not run, or not to its end, because its partner is in a maintenance window. */
  JOB_HELD_BACK(
      "LT-2030",
      503,
      "{0} is in a maintenance window until {1}: it is not asked.",
      "{0} đang trong khung bảo trì đến {1}: không gọi tới.",
      "Wait for the next run, or run it by hand after the window.",
      "Đợi lần chạy sau, hoặc chạy bằng tay sau khung bảo trì."),
  /** No cron, no interval, no "-". */
  TIMETABLE_WRONG(
      "LT-2031",
      422,
      "'{0}' is no timetable: {1}",
      "'{0}' không phải lịch chạy: {1}",
      "Write a cron of six fields (0 30 6 * * *), an interval (every 15m) or -; times are in"
          + " Asia/Ho_Chi_Minh.",
      "Ghi cron sáu trường (0 30 6 * * *), chu kỳ (every 15m) hoặc -; giờ theo Asia/Ho_Chi_Minh."),
  /** A job that does everything each time. */
  JOB_HAS_NO_PAST(
      "LT-2032",
      422,
      "The job {0} does everything on each run: there is no window of the past to fill.",
      "Công việc {0} mỗi lần chạy đều xử lý toàn bộ nên không có khoảng thời gian để chạy bù.",
      "Run it now instead.",
      "Hãy chạy ngay công việc này."),
  /** A window that ends before it begins, or has not passed. */
  WINDOW_IMPOSSIBLE(
      "LT-2033",
      422,
      "A window from {0} to {1} cannot be: it must end after its begin, and be past.",
      "Khoảng từ {0} đến {1} không hợp lệ: phải kết thúc sau khi bắt đầu và đã qua.",
      "Correct from and to.",
      "Sửa thời điểm bắt đầu và kết thúc."),
  /** Pausing twice. */
  JOB_PAUSED_ALREADY(
      "LT-2034",
      409,
      "The job {0} is paused already.",
      "Công việc {0} đã được tạm dừng.",
      "Nothing is to be done.",
      "Không cần làm gì thêm."),
  /** Resuming what runs. */
  JOB_NOT_PAUSED(
      "LT-2035",
      409,
      "The job {0} is not paused.",
      "Công việc {0} không bị tạm dừng.",
      "Nothing is to be done.",
      "Không cần làm gì thêm."),
  /** A run that nobody knows. */
  RUN_UNKNOWN(
      "LT-2036",
      404,
      "There is no run {0}, or it is forgotten.",
      "Không có lần chạy {0}, hoặc đã quá hạn lưu.",
      "List the runs with ./hub jobs history.",
      "Xem các lần chạy bằng ./hub jobs history."),
  /** Cancelling what is over. */
  RUN_ENDED(
      "LT-2037",
      409,
      "The run {0} has ended, or is being cancelled already.",
      "Lần chạy {0} đã kết thúc, hoặc đang được huỷ.",
      "Nothing is to be done.",
      "Không cần làm gì thêm."),
  /** Two backfills of one job at one moment of the past. */
  BACKFILL_OVERLAPS(
      "LT-2038",
      409,
      "The window shares time with {0}, which backfill {1} is still working on.",
      "Khoảng thời gian trùng với {0} mà lần chạy bù {1} đang xử lý.",
      "Wait for its end, or cancel its run.",
      "Đợi lần đó kết thúc, hoặc huỷ lần chạy của nó."),
  /** A run that was told to end. */
  JOB_ENDED_EARLY(
      "LT-2039",
      503,
      "The run of {0} was ended early: its node stops, or a person cancelled it.",
      "Lần chạy {0} kết thúc sớm: nút đang dừng, hoặc có người huỷ.",
      "What was done stays; run it again for the rest.",
      "Phần đã làm được giữ nguyên; chạy lại cho phần còn lại."),
  /** An agency in a rule of modes. */
  MODE_AGENCY_WRONG(
      "LT-2050",
      422,
      "'{0}' is no code of an agency.",
      "'{0}' không phải mã cơ quan.",
      "Write it as the dossiers have it, such as H38.101, or * for all.",
      "Ghi như trong hồ sơ, chẳng hạn H38.101, hoặc * cho tất cả."),
  /** Going live would send what another system may have sent. */
  SHADOW_NOT_ADOPTED(
      "LT-2051",
      409,
      "{0} deliveries are left in shadow; going live would send them.",
      "Còn {0} bản tin đang ở chế độ theo dõi; chuyển sang chính thức sẽ gửi chúng.",
      "Adopt what the other system has sent (./hub adopt), then repeat with --send-held.",
      "Nhận bàn giao những gì hệ thống kia đã gửi (./hub adopt), rồi chạy lại với --send-held."),
  /** A partner without a look-up. */
  ADOPTION_NEEDS_LOOKUP(
      "LT-2052",
      422,
      "{0} cannot be asked for a dossier, so nothing can be adopted.",
      "Không hỏi được {0} về hồ sơ nên không thể nhận bàn giao.",
      "Ask the portal's desk for a list; a relay of 2023 has no look-up.",
      "Đề nghị bộ phận hỗ trợ Cổng cung cấp danh sách; trục 2023 không có tra cứu."),
  /** The partner did not answer in the middle of an adoption. */
  ADOPTION_UNANSWERED(
      "LT-2053",
      503,
      "{0} does not answer; {1} dossiers are adopted, the rest is left.",
      "{0} không trả lời; đã nhận bàn giao {1} hồ sơ, phần còn lại giữ nguyên.",
      "Run ./hub adopt again when the partner answers: it goes on with what is left.",
      "Chạy lại ./hub adopt khi đối tác trả lời: phần còn lại được làm tiếp."),

  // LT-3xxx: what a dossier or step may hold
  /** A status that the national list does not hold. */
  STATUS_NOT_NATIONAL(
      "LT-3002",
      422,
      "Status {0} is not in the national list; it never leaves the province.",
      "Trạng thái {0} không có trong danh mục quốc gia; không gửi ra ngoài tỉnh.",
      "Set one of the ten national statuses in the one-stop system.",
      "Chọn một trong mười trạng thái quốc gia trên hệ thống một cửa."),
  /** A value is longer than a rule with a source allows. */
  VALUE_TOO_LONG(
      "LT-3003",
      422,
      "{0} has more than {1} characters.",
      "{0} dài quá {1} ký tự.",
      "Shorten it in the one-stop system.",
      "Rút gọn trên hệ thống một cửa."),
  /** A value that must be filled is an empty text. */
  FIELD_EMPTY(
      "LT-3004",
      422,
      "{0} is empty.",
      "{0} để trống.",
      "Fill the field in the one-stop system; its next version is sent by itself.",
      "Bổ sung trường này trên hệ thống một cửa; phiên bản sau được gửi tự động."),
  /** A code that the profile's list does not hold. */
  CODE_UNKNOWN(
      "LT-3005",
      422,
      "{0} is not in the code list {1}.",
      "{0} không có trong danh mục mã {1}.",
      "Add it to the profile's code list, with its source.",
      "Bổ sung vào danh mục mã của cấu hình, kèm nguồn."),
  /** A value that the partner's contract demands is missing. */
  FIELD_MISSING(
      "LT-3001",
      422,
      "{0} is missing.",
      "Thiếu {0}.",
      "Fill the field in the one-stop system; its next version is sent by itself.",
      "Bổ sung trường này trên hệ thống một cửa; phiên bản sau được gửi tự động."),
  /** A document of the change feed is no JSON object. */
  DOCUMENT_UNREADABLE(
      "LT-3070",
      422,
      "The document is not readable: {0}",
      "Không đọc được dữ liệu hồ sơ: {0}",
      "The one-stop system's vendor mends how it writes the feed and writes a next version.",
      "Đơn vị cung cấp hệ thống một cửa sửa cách ghi dữ liệu và ghi phiên bản tiếp theo."),
  /** A field of a document of the change feed has a value of the wrong kind. */
  DOCUMENT_FIELD_WRONG(
      "LT-3071",
      422,
      "{0} must be {1}.",
      "{0} phải là {1}.",
      "Correct the field in the one-stop system; its next version is read by itself.",
      "Sửa trường này trên hệ thống một cửa; phiên bản sau được đọc tự động."),
  /** A field of a document of the change feed is not in the contract. */
  DOCUMENT_FIELD_UNKNOWN(
      "LT-3072",
      422,
      "{0} is not a field of the contract.",
      "{0} không có trong hợp đồng dữ liệu.",
      "The one-stop system's vendor removes it or corrects its name; see docs/partners/onestop.md.",
      "Đơn vị cung cấp hệ thống một cửa bỏ hoặc sửa tên trường; xem docs/partners/onestop.md."),
  /** A row of the change feed and its document speak of different dossiers. */
  DOCUMENT_OF_ANOTHER(
      "LT-3073",
      422,
      "{0} differs from the code of the row in the feed.",
      "{0} khác mã hồ sơ của dòng dữ liệu.",
      "The one-stop system's vendor mends how it writes the feed and writes a next version.",
      "Đơn vị cung cấp hệ thống một cửa sửa cách ghi dữ liệu và ghi phiên bản tiếp theo."),

  /** A row of a feed about a dossier that another system owns. */
  DOSSIER_OWNED_BY_ANOTHER(
      "LT-3090",
      409,
      "The dossier belongs to {0}: what another system says of it is not taken and not sent.",
      "Hồ sơ thuộc {0}: dữ liệu do hệ thống khác ghi không được nhận và không gửi đi.",
      "Nothing to do where that is right. Else an operator hands it over: ./hub deliveries"
          + " hand-over.",
      "Nếu đúng thì không phải làm gì. Nếu sai, người vận hành chuyển giao hồ sơ: ./hub deliveries"
          + " hand-over."),
  /** A snapshot of the owner's feed that names another owner. */
  OWNER_CONTRADICTED(
      "LT-3091",
      409,
      "The snapshot says that {0} owns the dossier, but its owner is {1}.",
      "Bản chụp ghi hồ sơ thuộc {0}, nhưng hệ thống chủ quản là {1}.",
      "Correct the field in the one-stop system, or an operator hands the dossier over: ./hub"
          + " deliveries hand-over.",
      "Sửa trường này trên hệ thống một cửa, hoặc người vận hành chuyển giao hồ sơ: ./hub"
          + " deliveries hand-over."),
  /** Nobody knows yet who owns the dossier. */
  OWNER_NOT_KNOWN(
      "LT-3092",
      404,
      "The hub knows no owner of dossier {0}.",
      "Chưa biết hệ thống chủ quản của hồ sơ {0}.",
      "Look it up with ./hub deliveries show; the first snapshot captured tells the owner.",
      "Tra cứu bằng ./hub deliveries show; bản chụp đầu tiên cho biết hệ thống chủ quản."),
  /** A dossier with a delivery that may just take effect cannot change its owner. */
  HAND_OVER_TOO_EARLY(
      "LT-3093",
      409,
      "{1} deliveries of dossier {0} are on their way or in doubt: its owner cannot change now.",
      "Hồ sơ {0} còn {1} bản tin đang gửi hoặc chưa rõ kết quả: chưa thể chuyển giao.",
      "Wait, or decide what is in doubt (./hub deliveries show), then repeat.",
      "Chờ, hoặc xử lý bản tin chưa rõ kết quả (./hub deliveries show), rồi làm lại."),
  /** An owner that cannot be. */
  OWNER_WRONG(
      "LT-3094",
      400,
      "{0} needs a name of 1 to 100 characters; ONE_STOP has none.",
      "{0} cần tên dài 1 đến 100 ký tự; ONE_STOP thì không có tên.",
      "Give it with --name, as the feed has it.",
      "Thêm --name, đúng như trong dữ liệu của hệ thống một cửa."),

  // LT-4xxx: partners
  /** The partner took the call and its answer did not come back. */
  PARTNER_ANSWER_LOST(
      "LT-4002",
      504,
      "The answer of {0} was lost: {1}",
      "Mất trả lời của {0}: {1}",
      "The hub asks the partner what took effect; nothing to do.",
      "Trục liên thông tự hỏi lại đối tác; không phải làm gì."),
  /** The partner answered with something that is no answer of its contract. */
  PARTNER_ANSWER_UNREADABLE(
      "LT-4003",
      502,
      "The answer of {0} cannot be read: {1}",
      "Không đọc được trả lời của {0}: {1}",
      "Call the partner's desk when it goes on; the hub tries again or asks.",
      "Liên hệ đối tác nếu còn lặp lại; trục liên thông tự thử hoặc hỏi lại."),
  /** The partner answered with a code that the profile's table does not hold. */
  PARTNER_ANSWER_UNKNOWN(
      "LT-4004",
      502,
      "{0} answered what the profile does not know: {1}",
      "{0} trả lời mã chưa có trong hồ sơ cấu hình: {1}",
      "Find out what it means and add a row to the profile's table of answers.",
      "Tìm hiểu ý nghĩa và thêm một dòng vào bảng mã trả lời của cấu hình."),
  /** The partner said no to the message. */
  PARTNER_REFUSED(
      "LT-4005",
      422,
      "{0} refused it: {1}",
      "{0} từ chối: {1}",
      "Correct the field in the one-stop system; the next version takes this one's place.",
      "Sửa trường này trên hệ thống một cửa; phiên bản sau thay thế bản này."),
  /** The partner cannot be reached. */
  PARTNER_UNREACHABLE(
      "LT-4001",
      503,
      "{0} cannot be reached: {1}",
      "Không kết nối được tới {0}: {1}",
      "The hub tries again by itself; nothing is lost.",
      "Trục liên thông tự thử lại; không mất dữ liệu."),
  /** It is not known whether a delivery took effect. */
  DELIVERY_IN_DOUBT(
      "LT-4073",
      503,
      "It is not known whether the delivery to {0} took effect.",
      "Chưa rõ {0} đã nhận bản tin hay chưa.",
      "The hub asks the partner where it can. Where it cannot, ask the partner's desk, then replay"
          + " or cancel with the reason.",
      "Trục liên thông tự tra cứu nếu đối tác cho phép. Nếu không, hỏi đầu mối của đối tác rồi gửi"
          + " lại hoặc hủy kèm lý do."),
  /** No delivery of this dossier is there. */
  DELIVERY_NOT_FOUND(
      "LT-4074",
      404,
      "The hub has no delivery {1} of dossier {0}.",
      "Không có bản tin {1} của hồ sơ {0}.",
      "Look it up with ./hub deliveries list.",
      "Tra cứu bằng lệnh ./hub deliveries list."),
  /** The delivery's state does not allow this. */
  DELIVERY_MOVE_REFUSED(
      "LT-4075",
      409,
      "Version {0} of the dossier is {1}: it cannot be done now.",
      "Phiên bản {0} của hồ sơ đang ở trạng thái {1}: không thực hiện được.",
      "Only what is REFUSED, PARKED or IN_DOUBT can be released or cancelled.",
      "Chỉ gửi lại hoặc hủy được bản tin REFUSED, PARKED hoặc IN_DOUBT."),
  /** A captured document cannot be read back. */
  DELIVERY_UNREADABLE(
      "LT-4076",
      500,
      "The captured document of version {0} cannot be read.",
      "Không đọc lại được dữ liệu đã nhận của phiên bản {0}.",
      "Save the dossier again in the one-stop system; report the fault to the hub's makers.",
      "Lưu lại hồ sơ trên hệ thống một cửa; báo lỗi cho đơn vị phát triển trục."),
  /** An operator's act needs a reason. */
  REASON_MISSING(
      "LT-4077",
      400,
      "A reason is needed.",
      "Cần nêu lý do.",
      "Give it with --reason.",
      "Thêm --reason kèm lý do."),
  /** A mass replay was not confirmed. */
  REPLAY_UNCONFIRMED(
      "LT-4090",
      409,
      "The filter finds {0} deliveries; nothing was done.",
      "Bộ lọc khớp {0} bản tin; chưa thực hiện gì.",
      "Look at the sample. If these are right, add --yes or --count with this number.",
      "Xem các bản tin mẫu. Nếu đúng, thêm --yes hoặc --count kèm số này."),
  /** A mass replay was confirmed for another number than is found now. */
  REPLAY_COUNT_DIFFERS(
      "LT-4091",
      409,
      "The filter finds {0} deliveries, not {1}; nothing was done.",
      "Bộ lọc khớp {0} bản tin, không phải {1}; chưa thực hiện gì.",
      "Look again with --dry-run, then confirm the number found.",
      "Xem lại bằng --dry-run rồi xác nhận đúng số bản tin."),
  /** The hub has no partner of this name. */
  PARTNER_UNKNOWN(
      "LT-4092",
      404,
      "There is no partner {0}; there are: {1}.",
      "Không có đối tác {0}; hiện có: {1}.",
      "Name one of these.",
      "Chọn một trong các đối tác đó."),
  /** A partner cannot be called in this way. */
  PACE_WRONG(
      "LT-4093",
      400,
      "{0} is wrong: {1}",
      "{0} không hợp lệ: {1}",
      "./hub partners show names every setting with what it may be.",
      "Lệnh ./hub partners show nêu mọi thiết lập và giá trị cho phép."),
  /** There is no such maintenance window. */
  MAINTENANCE_UNKNOWN(
      "LT-4094",
      404,
      "Partner {1} has no maintenance window {0}.",
      "Đối tác {1} không có khung bảo trì {0}.",
      "./hub partners show lists the windows with their ids.",
      "Lệnh ./hub partners show liệt kê các khung bảo trì kèm mã."),
  /** A search by the beginning of a dossier's code would look through too many. */
  SEARCH_TOO_BROAD(
      "LT-4095",
      422,
      "More than {1} dossiers begin with {0}.",
      "Có hơn {1} hồ sơ bắt đầu bằng {0}.",
      "Type more of the code.",
      "Nhập thêm ký tự của mã hồ sơ."),
  /** Nothing that an operator may send again. */
  REPLAY_FINDS_NOTHING(
      "LT-4096",
      409,
      "Nothing is refused, parked or waiting for a decision: nothing was sent again.",
      "Không có bản tin nào bị từ chối, tạm dừng hay chờ quyết định: không gửi lại gì.",
      "Look at the dossier's story; perhaps it was mended or replayed already.",
      "Xem diễn biến hồ sơ; có thể đã được sửa hoặc gửi lại trước đó."),
  /** A search for an error code that is not in the catalogue. */
  ERROR_CODE_UNKNOWN(
      "LT-4098",
      422,
      "There is no error code {0}.",
      "Không có mã lỗi {0}.",
      "Write it as it is shown, such as LT-3001; docs/errors.md lists all.",
      "Ghi đúng như hiển thị, chẳng hạn LT-3001; xem danh sách ở docs/errors.md."),
  /** A dossier that the hub never captured. */
  DOSSIER_NOT_CAPTURED(
      "LT-4097",
      404,
      "The hub has never captured a dossier {0}.",
      "Trục chưa từng nhận hồ sơ {0}.",
      "Search for the beginning of its code. If the one-stop system has it, look whether its change"
          + " feed is read.",
      "Tìm theo phần đầu của mã. Nếu hệ thống một cửa có hồ sơ này, kiểm tra luồng thay đổi có được"
          + " đọc không."),
  /** Calls to the partner are held back by the hub itself. */
  PARTNER_HELD_BACK(
      "LT-4070",
      503,
      "Calls to {0} are held back: {1}",
      "Đang tạm giữ các lệnh gọi tới {0}: {1}",
      "The hub goes on by itself when the partner answers again.",
      "Trục liên thông tự tiếp tục khi đối tác hoạt động trở lại."),
  /** The key that seals session tokens cannot be used. */
  SESSION_KEY_UNUSABLE(
      "LT-4071",
      500,
      "The session key {0} cannot be used: {1}",
      "Không dùng được khóa phiên {0}: {1}",
      "Give the hub read and write access, or delete the file: a new key is made and the hub logs"
          + " in anew.",
      "Cấp quyền đọc ghi cho trục liên thông, hoặc xóa tệp: khóa mới được tạo và hệ thống đăng"
          + " nhập lại."),
  /** An answer is not signed as agreed. */
  ANSWER_NOT_TRUSTED(
      "LT-4072",
      502,
      "The answer of {0} is not signed as agreed: {1}",
      "Phản hồi của {0} không được ký đúng thỏa thuận: {1}",
      "Compare the partner's certificate with the configured trust anchors; then replay.",
      "Đối chiếu chứng thư của đối tác với danh sách tin cậy, rồi gửi lại."),
  /** The one-stop system does not let the hub do this. */
  ONESTOP_REFUSES(
      "LT-4051",
      502,
      "The one-stop system refuses {0}: {1}",
      "Hệ thống một cửa từ chối {0}: {1}",
      "Check user, password or token, and the rights of role lien_thong_hub.",
      "Kiểm tra tài khoản, mật khẩu hoặc token và quyền của vai trò lien_thong_hub."),
  /** The one-stop system answers otherwise than the contract says. */
  ONESTOP_BREAKS_CONTRACT(
      "LT-4052",
      502,
      "The one-stop system does not keep the contract in {0}: {1}",
      "Hệ thống một cửa không theo đúng hợp đồng dữ liệu ở {0}: {1}",
      "The vendor compares its side with docs/partners/onestop.md.",
      "Đơn vị cung cấp đối chiếu với docs/partners/onestop.md."),
  /** The feed ends before what was read already. */
  FEED_BEHIND(
      "LT-4053",
      502,
      "The change feed ends at {0}, before the watermark {1}: its database was restored or moved.",
      "Luồng thay đổi kết thúc ở {0}, trước mốc đã đọc {1}: cơ sở dữ liệu đã được khôi phục.",
      "The one-stop system begins a new epoch (lien_thong.begin_epoch) and writes all dossiers again.",
      "Hệ thống một cửa mở kỷ mới (lien_thong.begin_epoch) và ghi lại toàn bộ hồ sơ."),
  /** The feed's horizon does not move. */
  FEED_STANDS_STILL(
      "LT-4054",
      503,
      "The change feed stands still at transaction {0} for {1} s: a long transaction holds it back.",
      "Luồng thay đổi dừng ở giao dịch {0} đã {1} giây: một giao dịch dài đang giữ lại.",
      "Find and end the long transaction on that server (pg_stat_activity), in any database of it.",
      "Tìm và kết thúc giao dịch dài trên máy chủ đó (pg_stat_activity), ở mọi cơ sở dữ liệu."),
  /** The data folder of the portal simulator cannot be used. */
  NPSP_SIMULATOR_FOLDER(
      "LT-4081",
      500,
      "The portal simulator cannot use {0}: {1}",
      "Bộ mô phỏng Cổng DVCQG không dùng được {0}: {1}",
      "Give it an own folder that it may write to, or end the other simulator.",
      "Chỉ định thư mục riêng có quyền ghi, hoặc dừng bộ mô phỏng đang chạy."),
  /** The port of the portal simulator is taken. */
  NPSP_SIMULATOR_PORT(
      "LT-4082",
      500,
      "The portal simulator cannot listen on port {0}: {1}",
      "Bộ mô phỏng Cổng DVCQG không mở được cổng {0}: {1}",
      "Choose another port, or 0 for a free one.",
      "Chọn cổng khác, hoặc 0 để lấy cổng trống."),
  /** The portal simulator's certificates or key cannot be used. */
  NPSP_SIMULATOR_KEYS(
      "LT-4083",
      500,
      "The portal simulator cannot use {0}: {1}",
      "Bộ mô phỏng Cổng DVCQG không dùng được {0}: {1}",
      "Name a PEM file of trusted CAs, or a PKCS#12 file with its password and alias.",
      "Chỉ định tệp PEM của CA tin cậy, hoặc tệp PKCS#12 kèm mật khẩu và tên khóa."),

  // LT-5xxx: signatures, keys, certificates
  /** A key file cannot be read. */
  KEY_FILE_UNREADABLE(
      "LT-5001",
      500,
      "The key file {0} cannot be read: {1}.",
      "Không đọc được tệp khóa {0}: {1}.",
      "Name a readable PKCS#12 file in hub.keys, or run ./hub setup for test keys.",
      "Khai báo tệp PKCS#12 đọc được trong hub.keys, hoặc chạy ./hub setup để có khóa thử."),
  /** The password of a key file is wrong. */
  KEY_PASSWORD_WRONG(
      "LT-5002",
      500,
      "The password of the key file {0} is wrong.",
      "Mật khẩu của tệp khóa {0} không đúng.",
      "Correct hub.keys.password-file or what is in it.",
      "Sửa hub.keys.password-file hoặc nội dung của tệp đó."),
  /** A key file has no such key. */
  KEY_MISSING(
      "LT-5003",
      500,
      "There is no key {0} in {1}.",
      "Không có khóa {0} trong {1}.",
      "Name an alias that the file holds (keytool -list shows them).",
      "Chọn bí danh có trong tệp (xem bằng keytool -list)."),
  /** A certificate file holds none. */
  CERTIFICATE_UNREADABLE(
      "LT-5004",
      500,
      "The file {0} holds no certificate.",
      "Tệp {0} không chứa chứng thư nào.",
      "Give X.509 certificates in PEM or DER.",
      "Cung cấp chứng thư X.509 dạng PEM hoặc DER."),
  /** The hub could not sign. */
  SIGNATURE_NOT_MADE(
      "LT-5005",
      500,
      "Nothing could be signed with key {0}: {1}.",
      "Không ký được bằng khóa {0}: {1}.",
      "Check the key and its certificate; nothing was sent.",
      "Kiểm tra khóa và chứng thư; chưa gửi gì."),
  /** A signature does not have the form that the contract says. */
  SIGNATURE_MALFORMED(
      "LT-5006",
      401,
      "The signature cannot be read: {0}.",
      "Không đọc được chữ ký: {0}.",
      "Send a compact detached JWS (b64 false) in X-JWS-Signature.",
      "Gửi JWS tách rời dạng gọn (b64 false) trong X-JWS-Signature."),
  /** A signature is wrong for this call. */
  SIGNATURE_REFUSED(
      "LT-5007",
      401,
      "The signature is refused: {0}.",
      "Chữ ký bị từ chối: {0}.",
      "Sign the exact bytes of this call anew, with a new jti.",
      "Ký lại đúng nội dung của lời gọi này, với jti mới."),
  /** The signer's certificate ends at no anchor. */
  SIGNER_NOT_TRUSTED(
      "LT-5008",
      401,
      "The signer is not trusted: {0}.",
      "Người ký không được tin cậy: {0}.",
      "Use a certificate of an authority that this hub trusts, and one that is valid today.",
      "Dùng chứng thư của cơ quan chứng thực được tin cậy và còn hiệu lực."),

  // LT-6xxx: message log and evidence
  /** The database knows less than was published: a restored backup or a lost failover. */
  LOG_BEHIND_CHECKPOINT(
      "LT-6050",
      500,
      "The message log in the database has {0} entries, {1} are published: it is not sealed.",
      "Nhật ký trong cơ sở dữ liệu có {0} bản ghi, đã công bố {1}: không niêm phong tiếp.",
      "Bring the newest database back, or open a new log with ./hub log new: docs/decisions/0021.",
      "Đưa lại cơ sở dữ liệu mới nhất, hoặc mở nhật ký mới bằng ./hub log new: docs/decisions/0021."),

  /** The tree in the database is not an extension of what was published. */
  LOG_CONTRADICTS_CHECKPOINT(
      "LT-6051",
      500,
      "The message log in the database contradicts the published checkpoint of size {0}: it is not sealed.",
      "Nhật ký trong cơ sở dữ liệu mâu thuẫn với điểm niêm phong cỡ {0}: không niêm phong tiếp.",
      "Keep database and data folder as they are and call an administrator: docs/decisions/0021.",
      "Giữ nguyên cơ sở dữ liệu và thư mục dữ liệu, báo quản trị: docs/decisions/0021."),

  /** There is no checkpoint to export at. */
  LOG_NOT_SEALED_YET(
      "LT-6052",
      409,
      "The message log has no checkpoint yet.",
      "Nhật ký chưa có điểm niêm phong.",
      "Wait a second after the first entry, with the hub running.",
      "Đợi một giây sau bản ghi đầu tiên, khi trục đang chạy."),

  /** The export folder holds something already. */
  LOG_EXPORT_FOLDER_TAKEN(
      "LT-6053",
      409,
      "{0} holds other things than an exported log, such as {1}.",
      "{0} chứa những thứ không thuộc bản xuất nhật ký, chẳng hạn {1}.",
      "Name a new folder.",
      "Chọn thư mục mới."),

  /** The published checkpoint cannot be read. */
  LOG_UNREADABLE(
      "LT-6054",
      500,
      "The published checkpoint {0} cannot be read: {1}",
      "Không đọc được điểm niêm phong đã công bố {0}: {1}",
      "Restore the file from a copy; never delete it.",
      "Khôi phục tệp từ bản sao; không xoá."),

  /** Rows of the message log are missing or were changed. */
  LOG_DAMAGED(
      "LT-6055",
      500,
      "The message log in the database is damaged: {0}. It is not sealed.",
      "Nhật ký trong cơ sở dữ liệu bị hỏng: {0}. Không niêm phong tiếp.",
      "Keep database and data folder as they are and call an administrator: docs/decisions/0021.",
      "Giữ nguyên cơ sở dữ liệu và thư mục dữ liệu, báo quản trị: docs/decisions/0021."),

  /** A new log was asked for, but the old one can go on. */
  LOG_CAN_GO_ON(
      "LT-6056",
      409,
      "The message log {0} can go on: no new one is opened.",
      "Nhật ký {0} vẫn tiếp tục được: không mở nhật ký mới.",
      "Open a new log only when the old one is not sealed any more (LT-6050, LT-6051).",
      "Chỉ mở nhật ký mới khi nhật ký cũ không niêm phong được nữa (LT-6050, LT-6051)."),

  /** The entry that was asked for is not under the newest checkpoint. */
  LOG_INDEX_NOT_COVERED(
      "LT-6057",
      404,
      "Entry {0} is not covered: the newest checkpoint covers {1} entries, counted from 0.",
      "Mục {0} chưa được phủ: điểm niêm phong mới nhất phủ {1} mục, tính từ 0.",
      "Take the index from ./hub log search, or wait a second until it is sealed.",
      "Lấy số thứ tự từ ./hub log search, hoặc đợi một giây cho đến khi niêm phong."),

  // LT-7xxx: exposed services and file links
  /** The caller is not known: no signature and no token, or none that holds. */
  CALLER_UNKNOWN(
      "LT-7001",
      401,
      "The caller could not be recognised: {0}",
      "Không xác định được bên gọi: {0}",
      "Sign the call with the registered key or send a valid token; see docs/partners/ministries.md.",
      "Ký lời gọi bằng khóa đã đăng ký hoặc gửi token còn hạn; xem docs/partners/ministries.md."),
  /** The caller has no right to the service. */
  CALLER_WITHOUT_RIGHT(
      "LT-7002",
      403,
      "The caller has no right to {0}.",
      "Bên gọi không có quyền dùng {0}.",
      "Ask the province's administrator to grant the service to your client.",
      "Đề nghị quản trị của tỉnh cấp quyền dịch vụ cho đơn vị."),
  /** The dossier is not here, or lies outside what the caller may see; which, is not said. */
  DOSSIER_NOT_VISIBLE(
      "LT-7003",
      404,
      "Dossier {0} is not here or lies outside the caller's scope.",
      "Hồ sơ {0} không có tại đây hoặc ngoài phạm vi được cấp.",
      "Check the dossier code; then ask the province which agencies are granted to your client.",
      "Kiểm tra mã hồ sơ; sau đó hỏi tỉnh về phạm vi cơ quan đã cấp cho đơn vị."),
  /** A value in the call cannot be. */
  CALL_FIELD_WRONG(
      "LT-7004",
      400,
      "{0} is wrong: {1}",
      "{0} không hợp lệ: {1}",
      "Correct the field as the contract says and call again.",
      "Sửa trường theo hợp đồng dịch vụ rồi gọi lại."),
  /** The body is longer than allowed. */
  CALL_TOO_LARGE(
      "LT-7005",
      413,
      "The body is longer than {0} bytes.",
      "Nội dung vượt quá {0} byte.",
      "Send less in one call.",
      "Gửi ít dữ liệu hơn trong một lời gọi."),
  /** More calls than agreed. */
  CALLS_TOO_MANY(
      "LT-7006",
      429,
      "More than {0} calls a minute.",
      "Vượt quá {0} lời gọi mỗi phút.",
      "Wait as long as Retry-After says and call more slowly.",
      "Chờ theo Retry-After rồi gọi chậm lại."),
  /** A signed call came a second time. */
  CALL_REPEATED(
      "LT-7007",
      401,
      "The signed call {0} was received before.",
      "Lời gọi đã ký {0} đã được nhận trước đó.",
      "Sign each call anew, with a jti or timestamp of its own.",
      "Ký lại từng lời gọi, mỗi lần một jti hoặc dấu thời gian mới."),
  /** The hub could not answer. */
  SERVICE_FAILED(
      "LT-7008",
      503,
      "The hub cannot answer now.",
      "Trục liên thông chưa trả lời được.",
      "Call again in a minute; tell the province the correlation id if it goes on.",
      "Gọi lại sau một phút; nếu vẫn lỗi, báo tỉnh mã correlation id."),
  /** There is already a client of that name or with that certificate. */
  CLIENT_EXISTS(
      "LT-7009",
      409,
      "There is a client {0} already, or one with the same certificate.",
      "Đã có đơn vị gọi {0}, hoặc đơn vị khác dùng cùng chứng thư.",
      "Choose another name, or revoke the other client first.",
      "Chọn tên khác, hoặc thu hồi đơn vị kia trước."),
  /** There is no client of that name. */
  CLIENT_UNKNOWN(
      "LT-7010",
      404,
      "There is no active client {0}.",
      "Không có đơn vị gọi {0} đang hoạt động.",
      "List the clients and check the name.",
      "Xem danh sách và kiểm tra tên."),
  /** The contract files are missing in the program. */
  CONTRACT_UNREADABLE(
      "LT-7011",
      500,
      "The contract {0} cannot be read.",
      "Không đọc được hợp đồng dịch vụ {0}.",
      "The program is damaged: unpack or build it again.",
      "Chương trình bị hỏng: cài đặt lại."),
  /** No file was ever linked under this token. */
  FILE_LINK_UNKNOWN(
      "LT-7020",
      404,
      "There is no file under this link.",
      "Không có tệp ở liên kết này.",
      "Check that the link was copied whole.",
      "Kiểm tra đã sao chép đủ liên kết."),
  /** The link's time is over. */
  FILE_LINK_EXPIRED(
      "LT-7021",
      410,
      "The link expired at {0}.",
      "Liên kết hết hạn lúc {0}.",
      "Ask for the dossier to be sent again; it then carries a new link.",
      "Đề nghị gửi lại hồ sơ để có liên kết mới."),
  /** The one-stop system no longer has the file. */
  FILE_GONE(
      "LT-7022",
      404,
      "The one-stop system no longer has the file.",
      "Hệ thống một cửa không còn tệp này.",
      "The one-stop system's operator restores the file under its key.",
      "Đơn vị vận hành hệ thống một cửa khôi phục tệp theo khóa của nó."),
  /** The file's bytes are not those that were linked. */
  FILE_ALTERED(
      "LT-7023",
      502,
      "The file differs from what was sent with the dossier; it is not handed out.",
      "Tệp khác với tệp đã gửi kèm hồ sơ; không cung cấp.",
      "The one-stop system's operator restores the file, or sends the dossier's next version.",
      "Đơn vị vận hành hệ thống một cửa khôi phục tệp hoặc gửi phiên bản tiếp theo của hồ sơ."),
  /** The key that file links are made with cannot be used. */
  FILE_LINK_KEY_UNUSABLE(
      "LT-7024",
      500,
      "The key of file links {0} cannot be used: {1}",
      "Không dùng được khóa liên kết tệp {0}: {1}",
      "Restore it from the backup. If it is lost, delete it: a new one is made, old links go on.",
      "Khôi phục từ bản sao lưu. Nếu mất, xóa tệp: khóa mới được tạo, liên kết cũ vẫn dùng được."),

  // LT-8xxx: command line and operation
  /** A verb, option or value that there is not. */
  COMMAND_INVALID(
      "LT-8001",
      400,
      "Wrong use: {0}",
      "Dùng sai lệnh: {0}",
      "Add --help to the command to see what it takes.",
      "Thêm --help vào lệnh để xem cách dùng."),
  /** Another program listens on the port. */
  PORT_OCCUPIED(
      "LT-8002",
      500,
      "Port {0} is taken by another program.",
      "Cổng {0} đang được chương trình khác dùng.",
      "Stop that program or choose another with --port.",
      "Dừng chương trình đó hoặc chọn cổng khác bằng --port."),
  /** There is no hub in the data folder. */
  NOT_SET_UP(
      "LT-8003",
      500,
      "There is no hub in {0}.",
      "Chưa có trục liên thông trong {0}.",
      "Run ./hub setup, or give its folder with --data.",
      "Chạy ./hub setup, hoặc chỉ thư mục bằng --data."),
  /** The data folder cannot be used. */
  DATA_FOLDER_UNUSABLE(
      "LT-8004",
      500,
      "The data folder {0} cannot be used: {1}",
      "Không dùng được thư mục dữ liệu {0}: {1}",
      "Make it writable for this user, free space on its disk, or give another with --data.",
      "Cấp quyền ghi cho người dùng này, giải phóng đĩa, hoặc chọn thư mục khác bằng --data."),
  /** The data folder holds something else. */
  DATA_FOLDER_FOREIGN(
      "LT-8005",
      500,
      "{0} holds files that are not a hub's.",
      "{0} chứa tệp không phải của trục liên thông.",
      "Give an empty or new folder with --data; nothing was changed in this one.",
      "Chọn thư mục trống hoặc mới bằng --data; thư mục này chưa bị thay đổi."),
  /** Real work on the folder of a demonstration, or the other way round. */
  DATA_FOLDER_OF_OTHER_USE(
      "LT-8006",
      500,
      "{0} belongs to {1}.",
      "{0} thuộc về {1}.",
      "Give another folder with --data: generated and real dossiers are never mixed.",
      "Chọn thư mục khác bằng --data: không trộn hồ sơ sinh thử với hồ sơ thật."),
  /** A file that a command shall write or read. */
  FILE_UNUSABLE(
      "LT-8007",
      500,
      "{0} cannot be used: {1}",
      "Không dùng được {0}: {1}",
      "Give another path, or make it readable and writable for this user.",
      "Chọn đường dẫn khác, hoặc cấp quyền đọc ghi cho người dùng này."),
  /** A fault of the program. */
  UNEXPECTED(
      "LT-8999",
      500,
      "Unexpected failure: {0}; the details are in {1}.",
      "Lỗi không lường trước: {0}; chi tiết nằm trong {1}.",
      "Report it with that file and, if there is one, logs/hub.log of the data folder.",
      "Báo lỗi kèm tệp đó và logs/hub.log của thư mục dữ liệu nếu có."),

  // LT-9xxx: database, broker, disk
  /** A second hub on one data folder. */
  DATABASE_FOLDER_IN_USE(
      "LT-9001",
      500,
      "Another hub runs on {0} (process {1}).",
      "Một trục liên thông khác đang chạy trên {0} (tiến trình {1}).",
      "Stop that one, or start this one with another data folder.",
      "Dừng tiến trình đó, hoặc khởi động với thư mục dữ liệu khác."),

  /** The folder holds something else than this hub's database. */
  DATABASE_FOLDER_FOREIGN(
      "LT-9002",
      500,
      "{0} holds no database that this hub can use: {1}",
      "{0} không chứa cơ sở dữ liệu mà trục dùng được: {1}",
      "Name the right data folder, or restore it from the backup.",
      "Chỉ đúng thư mục dữ liệu, hoặc khôi phục từ bản sao lưu."),

  /** The embedded server did not start. */
  DATABASE_NOT_STARTED(
      "LT-9003",
      500,
      "The embedded PostgreSQL did not start: {0}",
      "PostgreSQL nhúng không khởi động được: {0}",
      "Read postgres/server.log in the data folder.",
      "Xem postgres/server.log trong thư mục dữ liệu."),

  /** No space is left. */
  DISK_FULL(
      "LT-9004",
      500,
      "No space is left on the disk of {0}.",
      "Ổ đĩa chứa {0} đã đầy.",
      "Free some space and start again; nothing committed is lost.",
      "Giải phóng dung lượng rồi khởi động lại; dữ liệu đã ghi không mất."),

  /** A file or folder cannot be written. */
  STORAGE_NOT_WRITABLE(
      "LT-9005",
      500,
      "Cannot write to {0}: {1}",
      "Không ghi được vào {0}: {1}",
      "Give the user who runs the hub the right to write there.",
      "Cấp quyền ghi cho người dùng chạy trục."),

  /** The server may lose what it said was committed. */
  DATABASE_UNSAFE(
      "LT-9006",
      500,
      "The database may lose committed data: {0}",
      "Cơ sở dữ liệu có thể mất dữ liệu đã ghi: {0}",
      "Set it right in the server's configuration and restart the server.",
      "Sửa trong cấu hình máy chủ rồi khởi động lại máy chủ đó."),

  /** The database cannot be reached. */
  DATABASE_UNREACHABLE(
      "LT-9007",
      503,
      "The database {0} cannot be reached: {1}",
      "Không kết nối được cơ sở dữ liệu {0}: {1}",
      "Check address, user and password in hub.database, and that the server runs.",
      "Kiểm tra địa chỉ, tài khoản trong hub.database và máy chủ có chạy không."),

  /** The server is older than the hub supports. */
  DATABASE_TOO_OLD(
      "LT-9008",
      500,
      "PostgreSQL {0} is too old; the hub needs 15 or later.",
      "PostgreSQL {0} quá cũ; cần từ 15 trở lên.",
      "Upgrade the server.",
      "Nâng cấp máy chủ."),

  /** The embedded broker did not start. */
  BROKER_NOT_STARTED(
      "LT-9020",
      500,
      "The embedded broker did not start: {0}",
      "Bộ môi giới thông điệp nhúng không khởi động được: {0}",
      "Its folder holds wake-ups only: move artemis out of the data folder and start again.",
      "Thư mục artemis chỉ chứa tín hiệu: chuyển nó đi rồi khởi động lại."),
  /** A disk has less room than the hub keeps free. */
  DISK_LOW(
      "LT-9030",
      503,
      "The disk of {0} has only {1} MB free, and {2} MB are kept: the hub takes nothing new.",
      "Ổ đĩa của {0} chỉ còn trống {1} MB, mức dự phòng là {2} MB: trục tạm không nhận thêm.",
      "Free some space; the hub goes on by itself, and nothing that it took is lost.",
      "Giải phóng dung lượng; trục tự tiếp tục, dữ liệu đã nhận không mất."),
  /** A caller comes while a disk is low; what is wrong is told to operators only. */
  INTAKE_PAUSED(
      "LT-9031",
      503,
      "The hub takes no calls at this moment; nothing of this one was done.",
      "Trục tạm thời không nhận lời gọi; lời gọi này chưa được thực hiện.",
      "Call again in a minute.",
      "Gọi lại sau một phút."),

  /** A node with an embedded broker and another node on one database. */
  NODE_NOT_ALONE(
      "LT-9035",
      500,
      "On this database lives another node ({0}), and one of the two has an embedded broker.",
      "Trên cơ sở dữ liệu này đang có nút khác chạy ({0}), mà một trong hai nút dùng bộ môi giới"
          + " nhúng.",
      "Stop that node, or give every node the same broker in hub.broker.url.",
      "Dừng nút đó, hoặc đặt cùng một bộ môi giới trong hub.broker.url cho mọi nút."),

  /** Two nodes on one database differ in what they must share. */
  NODES_DIFFER(
      "LT-9036",
      500,
      "This node differs in {0} from node {1} on the same database.",
      "Nút này có {0} khác với nút {1} trên cùng cơ sở dữ liệu.",
      "Give all nodes the same value and copies of the same file, then start this one again.",
      "Đặt cùng giá trị, cùng tệp cho mọi nút rồi khởi động lại nút này."),

  /** The clock of a machine is off. */
  NODE_CLOCK_OFF(
      "LT-9037",
      500,
      "The clock of this machine and the database's differ by {0}.",
      "Đồng hồ của máy này lệch {0} so với cơ sở dữ liệu.",
      "Set both by NTP. Waits and leases follow the database; signatures carry this machine's time.",
      "Đồng bộ cả hai bằng NTP. Thời hạn nội bộ theo cơ sở dữ liệu; chữ ký mang giờ của máy này."),

  /** A backup would overwrite a file. */
  BACKUP_FILE_TAKEN(
      "LT-9040",
      409,
      "There is a file {0} already.",
      "Đã có tệp {0}.",
      "Name a new file: a backup never takes the place of another.",
      "Chọn tên tệp mới: bản sao lưu không bao giờ ghi đè bản khác."),

  /** A file that is no whole backup. */
  BACKUP_UNUSABLE(
      "LT-9041",
      422,
      "{0} is no whole backup of a hub: {1}",
      "{0} không phải bản sao lưu nguyên vẹn của trục: {1}",
      "Take another copy of it, or an older backup; nothing was changed.",
      "Dùng bản chép khác hoặc bản sao lưu cũ hơn; chưa có gì bị thay đổi."),

  /** A backup that was not signed by the keys of this hub. */
  BACKUP_OF_OTHER_KEYS(
      "LT-9042",
      422,
      "The backup {0} was made with other keys than this hub has: {1}",
      "Bản sao lưu {0} được tạo bằng khóa khác với khóa của trục này: {1}",
      "Put the hub's own key store in place (hub.keys.store): a backup holds no keys.",
      "Đặt lại kho khóa của trục (hub.keys.store): bản sao lưu không chứa khóa."),

  /** The key does not open the backup. */
  BACKUP_NOT_OPENED(
      "LT-9043",
      422,
      "The backup cannot be opened with this key: {0}",
      "Không mở được bản sao lưu bằng khóa này: {0}",
      "Give the key store of one of the recipients that the backup was made for.",
      "Dùng kho khóa của một người nhận đã nêu khi sao lưu."),

  /** A hub works on the database that is to be replaced. */
  RESTORE_BESIDE_RUNNING_HUB(
      "LT-9044",
      409,
      "A hub works on the database {0}.",
      "Đang có trục làm việc trên cơ sở dữ liệu {0}.",
      "Stop every hub on it, then restore.",
      "Dừng mọi trục đang dùng rồi mới khôi phục."),

  /** The server did not let a restored database take the place of the old one. */
  RESTORE_REFUSED_BY_SERVER(
      "LT-9045",
      500,
      "The server does not let a database take the place of {0}: {1}",
      "Máy chủ không cho đặt cơ sở dữ liệu mới thay cho {0}: {1}",
      "Give the hub's role CREATEDB and end other sessions on that database; the old one stands.",
      "Cấp quyền CREATEDB cho vai trò của trục và kết thúc phiên khác; cơ sở dữ liệu cũ vẫn nguyên."),

  /** Nobody could open what is encrypted to this certificate. */
  BACKUP_RECIPIENT_UNFIT(
      "LT-9046",
      422,
      "A backup cannot be encrypted to {0}: its key is {1}.",
      "Không mã hóa bản sao lưu cho {0} được: khóa là {1}.",
      "Give a certificate with an RSA key of 2048 bits or more.",
      "Dùng chứng thư có khóa RSA từ 2048 bit."),

  /** The backup was made by a later program. */
  BACKUP_OF_LATER_PROGRAM(
      "LT-9047",
      422,
      "The backup was made by a later program: its database is at {0}, this one knows {1}.",
      "Bản sao lưu do phiên bản mới hơn tạo ra: lược đồ {0}, chương trình này chỉ biết {1}.",
      "Restore with the program that made it, or a later one.",
      "Khôi phục bằng phiên bản đã tạo nó hoặc mới hơn."),
  ;

  private final String code;
  private final int httpStatus;
  private final String english;
  private final String vietnamese;
  private final String adviceEnglish;
  private final String adviceVietnamese;

  HubError(
      String code,
      int httpStatus,
      String english,
      String vietnamese,
      String adviceEnglish,
      String adviceVietnamese) {
    this.code = code;
    this.httpStatus = httpStatus;
    this.english = english;
    this.vietnamese = vietnamese;
    this.adviceEnglish = adviceEnglish;
    this.adviceVietnamese = adviceVietnamese;
  }

  /** The row of this code; empty for a code that this version does not know. */
  public static Optional<HubError> ofCode(String code) {
    return Arrays.stream(values()).filter(error -> error.code.equals(code)).findFirst();
  }

  /** Such as LT-4001. */
  public String code() {
    return code;
  }

  /** Status of the HTTP answer that carries it. */
  public int httpStatus() {
    return httpStatus;
  }

  /** What happened, in English, with {@code {0}} and {@code {1}} filled in. */
  public String english(Object... found) {
    return filled(english, false, found);
  }

  /** What happened, in Vietnamese, with {@code {0}} and {@code {1}} filled in. */
  public String vietnamese(Object... found) {
    return filled(vietnamese, true, found);
  }

  /** What to do, in English. */
  public String adviceEnglish() {
    return adviceEnglish;
  }

  /** What to do, in Vietnamese. */
  public String adviceVietnamese() {
    return adviceVietnamese;
  }

  private static String filled(String text, boolean inVietnamese, Object... found) {
    String result = text;
    for (int i = 0; i < found.length; i++) {
      String said =
          found[i] instanceof Reason reason && inVietnamese
              ? reason.vietnamese()
              : String.valueOf(found[i]);
      result = result.replace("{" + i + "}", said);
    }
    return result;
  }
}
