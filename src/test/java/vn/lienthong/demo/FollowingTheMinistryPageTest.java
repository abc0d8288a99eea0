package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.demo.HubUnderTest.Running;
import vn.lienthong.routes.exposed.RegisterClient;
import vn.lienthong.signing.keys.SigningKey;

/** The programs printed in docs/partners/ministries.md, run as printed against a running hub. */
@ExtendWith(HubUnderTest.class)
final class FollowingTheMinistryPageTest {
  private static final Path PAGE = Path.of("../docs/partners/ministries.md");

  @TempDir private Path temporary;

  @Test
  void the_shell_lines_get_the_status_with_a_token(Running hub) throws Exception {
    RegisterClient clients = hub.hub().getBean(RegisterClient.class);
    String secret = clients.addWithSecret("page-token", "test");
    clients.grant(
        "page-token", new RegisterClient.Scope(RegisterClient.DOSSIER_STATUS, "*", "*"), "test");
    String dossier = hub.deliveredDossier();

    String answer =
        HubUnderTest.output(
            List.of(
                "env",
                "HUB=" + hub.address(),
                "CLIENT=page-token",
                "SECRET=" + secret,
                "DOSSIER=" + dossier,
                "sh",
                "-euc",
                printed("sh")));

    assertThat(answer).contains("\"dossierCode\":\"" + dossier + "\"");
  }

  @Test
  void the_python_lines_get_the_status_with_a_signature(Running hub) throws Exception {
    hub.ministryClient();
    SigningKey ministry = hub.ministry();
    Path key = pem("key.pem", "PRIVATE KEY", ministry.key().getEncoded());
    Path certificate = pem("certificate.pem", "CERTIFICATE", ministry.certificate().getEncoded());
    Path script = Files.writeString(temporary.resolve("call.py"), printed("python"));
    String dossier = hub.deliveredDossier();

    String answer =
        HubUnderTest.output(
            List.of(
                "python3",
                script.toString(),
                hub.address(),
                dossier,
                key.toString(),
                certificate.toString()));

    assertThat(answer).contains("\"dossierCode\":\"" + dossier + "\"");
  }

  private static String printed(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).as("a block of " + language).isTrue();
    return block.group(1);
  }

  private Path pem(String name, String kind, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        temporary.resolve(name),
        "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
