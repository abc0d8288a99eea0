package vn.lienthong.routes.alarms;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Properties;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Mail over SMTP: one message to all receivers. */
final class MailChannel implements AlarmChannel {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
  private static final String TIMEOUT_MILLIS = "10000";

  private final AlarmProperties.Mail settings;
  private final String hub;
  private final String address;

  /**
   * @param hub the hub's name, as partners know it
   * @param address of its pages
   */
  MailChannel(AlarmProperties.Mail settings, String hub, String address) {
    this.settings = settings;
    this.hub = hub;
    this.address = address;
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public void tell(AlarmMessage message) throws IOException {
    JavaMailSenderImpl sender = sender();
    try {
      MimeMessage mail = sender.createMimeMessage();
      MimeMessageHelper form = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
      form.setFrom(settings.from());
      form.setTo(settings.to().toArray(String[]::new));
      form.setSubject(subject(message));
      form.setText(text(message));
      form.setSentDate(Date.from(message.at()));
      // The same on each attempt: a mail that arrived twice is seen to be one.
      mail.setHeader("Message-ID", "<" + message.id() + "@lien-thong>");
      sender.send(mail);
    } catch (MessagingException | MailException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private JavaMailSenderImpl sender() throws IOException {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(settings.host());
    sender.setPort(settings.port());
    if (!settings.username().isBlank()) {
      sender.setUsername(settings.username());
      sender.setPassword(secret(settings.passwordFile()));
    }
    Properties how = sender.getJavaMailProperties();
    boolean tls = settings.tls() == AlarmProperties.Tls.TLS;
    boolean startTls = settings.tls() == AlarmProperties.Tls.STARTTLS;
    how.setProperty("mail.smtp.auth", Boolean.toString(!settings.username().isBlank()));
    how.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls));
    how.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
    how.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
    how.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    how.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    how.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
    how.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    return sender;
  }

  static String secret(String file) throws IOException {
    return Files.readString(Path.of(file)).strip();
  }

  private String subject(AlarmMessage message) {
    String what =
        switch (message.kind()) {
          case RAISED -> "";
          case OVER -> "Đã hết / over: ";
          case TEST -> "Thử / test: ";
        };
    return "[Liên Thông " + hub + "] " + what + message.vietnamese();
  }

  private String text(AlarmMessage message) {
    return """
        %s
        %s

        %s · %s (Asia/Ho_Chi_Minh) · %s
        %s
        Cần làm gì / what to do: docs/operating.md
        """
        .formatted(
            message.vietnamese(),
            message.english(),
            message.key(),
            TIME.format(message.at()),
            message.node(),
            address);
  }
}
