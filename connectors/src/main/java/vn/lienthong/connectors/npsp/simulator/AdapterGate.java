package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Account;

/** The adapter's front: addressing forms, faults, signature, destination code and session. */
final class AdapterGate {
  private static final byte[] GARBAGE =
      "<html><body>502 – Cổng đang bảo trì {\"error_code\":".getBytes(StandardCharsets.UTF_8);

  private final NpspSimulatorSettings settings;
  private final PortalServices services;
  private final Sessions sessions;
  private final Faults faults;
  private final RequestSignatures signatures;
  private final Optional<AnswerSigner> signer;
  private final AnswerForm form;
  private final ObjectMapper json;
  private final Surroundings around;

  /** What the gate needs of the running simulator. */
  record Surroundings(
      Consumer<String> signatureRefused, Consumer<Duration> pause, Consumer<Duration> downFor) {}

  /** One call, read as far as its address and body tell. */
  private record Call(HttpRequest request, Target target, JsonNode body) {}

  AdapterGate(
      NpspSimulatorSettings settings,
      PortalServices services,
      Sessions sessions,
      Faults faults,
      RequestSignatures signatures,
      Optional<AnswerSigner> signer,
      ObjectMapper json,
      Surroundings around) {
    this.settings = settings;
    this.services = services;
    this.sessions = sessions;
    this.faults = faults;
    this.signatures = signatures;
    this.signer = signer;
    this.form = new AnswerForm(settings.modes(), json);
    this.json = json;
    this.around = around;
  }

  HttpReply handle(HttpRequest request) {
    Optional<String> forwarded = Target.forwarded(request.path());
    if (forwarded.isPresent() && request.parameter("providerurl").isEmpty()) {
      return HttpReply.Whole.text(400, "providerurl is missing");
    }
    HttpRequest atProvider = forwarded.map(request::withPath).orElse(request);
    JsonNode body = read(request.body());
    Target target = Target.of(atProvider, settings.paths(), body);
    var call = new Call(atProvider, target, body);
    return faults
        .next(target.service())
        .map(fault -> faulty(fault, call))
        .orElseGet(() -> answered(call, false));
  }

  private HttpReply faulty(NpspFault fault, Call call) {
    return switch (fault.kind()) {
      case DELAY -> {
        HttpReply late = answered(call, false);
        around.pause().accept(fault.time());
        yield late;
      }
      case LATE_EFFECT -> {
        around.pause().accept(fault.time());
        yield answered(call, false);
      }
      case STATUS -> status(fault);
      case RESET ->
          new HttpReply.Cut(
              fault.effect() ? answered(call, false) : form.adapter(Answer.done(""), false),
              fault.bytes());
      case REPLY_LOST -> new HttpReply.Cut(answered(call, false), 0);
      case GARBAGE -> {
        if (fault.effect()) {
          answered(call, false);
        }
        yield HttpReply.Whole.json(200, GARBAGE);
      }
      case SESSION_EXPIRED -> {
        sessions.forget(call.body().path("session").asText());
        yield finished(call, form.adapter(Answer.sessionInvalid(), false), Optional.empty());
      }
      case KEY_CASE -> answered(call, true);
      case BAD_DOSSIER -> answered(call, false);
      case DOWN -> {
        around.downFor().accept(fault.time());
        yield new HttpReply.Cut(form.adapter(Answer.done(""), false), 0);
      }
    };
  }

  private static HttpReply status(NpspFault fault) {
    var answer = HttpReply.Whole.text(fault.status(), "HTTP " + fault.status());
    return fault.retryAfter().isPresent()
        ? answer.with("Retry-After", String.valueOf(fault.retryAfter().getAsInt()))
        : answer;
  }

  private HttpReply.Whole answered(Call call, boolean otherCase) {
    boolean login = call.target() instanceof Target.Login;
    return switch (signatures.check(call.request(), login)) {
      case RequestSignatures.Outcome.Refused(var reason) -> {
        around.signatureRefused().accept(reason);
        yield finished(
            call, form.adapter(Answer.signatureRefused(reason), otherCase), Optional.empty());
      }
      case RequestSignatures.Outcome.Valid(var jwtId, var correlation) ->
          finished(call, served(call, otherCase, Optional.of(jwtId)), Optional.of(correlation));
      case RequestSignatures.Outcome.NotSigned() ->
          finished(call, served(call, otherCase, Optional.empty()), Optional.empty());
    };
  }

  private HttpReply.Whole finished(
      Call call, HttpReply.Whole answer, Optional<String> correlation) {
    return signer.map(key -> key.sign(answer, call.request(), correlation)).orElse(answer);
  }

  private HttpReply.Whole served(Call call, boolean otherCase, Optional<String> jwtId) {
    return switch (call.target()) {
      case Target.Login() -> form.adapter(login(call), otherCase);
      case Target.Service(var service, var share) ->
          form.adapter(service(call, service, share, jwtId), otherCase);
      case Target.Relay(_, var kind) ->
          form.relay(services.push(kind, call.body(), jwtId), otherCase);
      case Target.RelayRead(var service) ->
          form.relayRead(services.read(service, call.request().query()), otherCase);
      case Target.Nowhere() -> HttpReply.Whole.text(404, "no such address");
    };
  }

  private Answer login(Call call) {
    Account account = settings.account();
    boolean right =
        call.body().path("username").asText().equals(account.username())
            && call.body().path("password").asText().equals(account.password());
    if (!destined(call)) {
      return wrongDestination();
    }
    return right
        ? Answer.loggedIn(sessions.open())
        : Answer.failed(Answer.CALLER, "Sai tên đăng nhập hoặc mật khẩu");
  }

  private Answer service(Call call, String service, boolean share, Optional<String> jwtId) {
    if (!call.body().isObject()) {
      return Answer.failed(Answer.MALFORMED, "Nội dung không phải là JSON");
    }
    if (!destined(call)) {
      return wrongDestination();
    }
    if (!sessions.isValid(call.body().path("session").asText())) {
      return Answer.sessionInvalid();
    }
    return call.body().path("madonvi").asText().isBlank()
        ? Answer.failed(Answer.CALLER, "Thiếu mã đơn vị (madonvi)")
        : services.serve(service, share, call.body(), jwtId);
  }

  private boolean destined(Call call) {
    HttpRequest request = call.request();
    return request
        .header("dstcode")
        .or(() -> request.parameter("dstcode"))
        .filter(settings.account().dstcode()::equals)
        .isPresent();
  }

  private static Answer wrongDestination() {
    return Answer.failed(Answer.CALLER, "Sai hoặc thiếu mã đích (dstcode)");
  }

  private JsonNode read(byte[] body) {
    try {
      JsonNode tree = json.readTree(body);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
