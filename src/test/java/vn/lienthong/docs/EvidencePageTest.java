package vn.lienthong.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.signing.merkle.EntryBundle;
import vn.lienthong.signing.merkle.Rfc6962;
import vn.lienthong.signing.merkle.TlogProof;
import vn.lienthong.signing.verify.IndependentCheck;

/** Runs every command of docs/evidence.md on the golden log, so that the page cannot rot. */
final class EvidencePageTest {
  private static final Path PAGE = Path.of("../docs/evidence.md");
  private static final Path FIXTURES = Path.of("../signing/src/test/resources");
  private static final Path VERIFIER =
      Path.of("../signing/src/main/java/vn/lienthong/signing/verify");

  /** A block of commands and what must be in its output, a line each. */
  private static final Pattern BLOCK =
      Pattern.compile("```sh\\n(.*?)```\\n```text\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  /** One block of the page. */
  record Block(String commands, List<String> said) {
    @Override
    public String toString() {
      return commands.lines().findFirst().orElse("");
    }
  }

  static Stream<Block> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(PAGE))
        .results()
        .map(found -> new Block(found.group(1), found.group(2).lines().toList()));
  }

  @BeforeEach
  void anAuditorsFolder() throws IOException {
    copy(FIXTURES.resolve("golden-log"), folder.resolve("export"));
    Files.write(folder.resolve("export/check_log.py"), IndependentCheck.script());
    for (String anchor : List.of("log.vkey", "ca.crt", "older-checkpoint")) {
      Files.copy(FIXTURES.resolve("golden-anchors").resolve(anchor), folder.resolve(anchor));
    }
    oneEntryWithItsProof();
    Path hub = folder.resolve("hub");
    Files.writeString(
        hub,
        "#!/bin/sh\nexec '%s' -cp '%s' vn.lienthong.app.Hub \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path"))));
    Files.setPosixFilePermissions(hub, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void oneEntryWithItsProof() throws IOException {
    List<byte[]> entries = new ArrayList<>();
    for (String bundle : List.of("000", "001.p/91")) {
      entries.addAll(
          EntryBundle.decode(Files.readAllBytes(folder.resolve("export/tile/entries/" + bundle))));
    }
    TlogProof proof =
        new TlogProof(
            0,
            Rfc6962.inclusionProof(0, entries.stream().map(Rfc6962::leafHash).toList()),
            Files.readString(folder.resolve("export/checkpoint")));
    Files.write(folder.resolve("0.json"), entries.getFirst());
    Files.writeString(folder.resolve("0.tlog-proof"), proof.encode());
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void the_commands_do_what_the_page_says(Block block) throws Exception {
    // what an earlier block of the page left behind
    if (block.commands().contains("entry.json") && !block.commands().contains("> entry.json")) {
      run(entryBlock());
    }

    String output = run(block.commands());

    assertThat(output).contains(block.said());
  }

  @Test
  void no_command_of_the_page_is_left_out() throws IOException {
    long all = Pattern.compile("```sh\\n").matcher(Files.readString(PAGE)).results().count();

    assertThat(blocks()).hasSize((int) all).hasSizeGreaterThan(5);
  }

  @Test
  void the_page_explains_every_finding_that_the_verifier_can_make_and_no_other()
      throws IOException {
    Set<String> made = new TreeSet<>();
    Pattern finding =
        Pattern.compile(
            "findings\\s*\\.(?:note|open|fault|faultUnless)\\(\\s*(?:incomplete,\\s*)?\"([a-z-]+)\"");
    try (var sources = Files.list(VERIFIER)) {
      for (Path source : sources.toList()) {
        finding.matcher(Files.readString(source)).results().map(m -> m.group(1)).forEach(made::add);
      }
    }
    Set<String> explained =
        Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (?:NOTE|OPEN|FAULT) \\|")
            .matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult m) -> m.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(made).hasSizeGreaterThan(40);
    assertThat(explained).isEqualTo(made);
  }

  private static String entryBlock() throws IOException {
    return blocks()
        .map(Block::commands)
        .filter(commands -> commands.contains("> entry.json"))
        .findFirst()
        .orElseThrow();
  }

  private String run(String commands) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-e", "-c", commands));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("HUB_LANG");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(commands + output).isZero();
    return output;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
