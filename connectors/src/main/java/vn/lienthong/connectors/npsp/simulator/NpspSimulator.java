package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * A running adapter of the national portal, to rehearse with. What it does where the real one is
 * not documented is said in docs/partners/npsp-simulator.md.
 */
public final class NpspSimulator implements AutoCloseable {
  private static final int REOPEN_ATTEMPTS = 50;
  private static final Duration REOPEN_PAUSE = Duration.ofMillis(100);

  private final EffectJournal journal;
  private final DossierBook book;
  private final CatalogueAnswers catalogue;
  private final Faults faults = new Faults();
  private final Optional<FileFetcher> files;
  private final AdapterGate gate;
  private final ControlPages pages;
  private final HttpListener listener;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** How many leaves of procedure details come from a source, and how many were made up. */
  public record FieldCounts(long real, long generated) {}

  private NpspSimulator(NpspSimulatorSettings settings, RealCatalogue real, Clock clock) {
    var json = new ObjectMapper();
    catalogue = new CatalogueAnswers(real);
    RequestSignatures signatures = signatures(settings, clock);
    Optional<AnswerSigner> signer =
        settings
            .signatures()
            .answerKey()
            .map(key -> new AnswerSigner(key, settings.account().dstcode(), clock));
    journal = new EffectJournal(settings.data(), settings.durable(), json);
    book =
        new DossierBook(
            journal, settings.modes(), clock, json, line -> takeUp(line, catalogue, signatures));
    files = settings.fetchFiles() ? Optional.of(new FileFetcher(book::fileSeen)) : Optional.empty();
    var services = new PortalServices(catalogue, book, faults, this::fetchFiles);
    var sessions = new Sessions(settings.sessionLifetime(), clock);
    var around = new AdapterGate.Surroundings(book::signatureRefused, this::pause, this::downFor);
    gate = new AdapterGate(settings, services, sessions, faults, signatures, signer, json, around);
    pages = new ControlPages(this, book, faults, json);
    listener = listen(settings.port());
  }

  /**
   * Starts listening on the loopback address. Fails with one sentence when the folder, the port or
   * a key cannot be used.
   */
  public static NpspSimulator start(
      NpspSimulatorSettings settings, RealCatalogue catalogue, Clock clock) {
    return new NpspSimulator(settings, catalogue, clock);
  }

  /** Base address, such as http://127.0.0.1:40123, without a slash at the end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public int port() {
    return listener.port();
  }

  public NpspSimulatorState state() {
    return book.state(files.map(FileFetcher::pending).orElse(0L));
  }

  /**
   * Adds a fault; several are taken in the order they were set. DOWN for every service acts at
   * once, DOWN for one service when it is called.
   */
  public void fault(NpspFault fault) {
    if (fault.kind() == NpspFault.Kind.DOWN && fault.service().equals("*")) {
      downAfter(Duration.ZERO, fault.time());
    } else {
      faults.add(fault);
    }
  }

  public void clearFaults() {
    faults.clear();
  }

  /** Closes the port and all connections; what is being worked on takes effect unanswered. */
  public void down() {
    listener.down();
  }

  /** Closes the port for this time; returns at once. */
  public void downFor(Duration time) {
    downAfter(Duration.ZERO, time);
  }

  /** Lets the answer of the call that asks for it leave first. */
  void downAfter(Duration grace, Duration time) {
    Thread.ofVirtual()
        .name("npsp-simulator-down")
        .start(
            () -> {
              pause(grace);
              down();
              pause(time);
              if (closed.getCount() > 0) {
                up();
              }
            });
  }

  /** Listens again on the same port. */
  public void up() {
    for (int attempt = 1; ; attempt++) {
      try {
        listener.up();
        return;
      } catch (IOException e) {
        if (attempt == REOPEN_ATTEMPTS) {
          throw new UncheckedIOException("port " + port() + " cannot be opened again", e);
        }
        pause(REOPEN_PAUSE);
      }
    }
  }

  /**
   * Changes leaves of a procedure's detail, such as TENTTHC or TRANGTHAI, from now on and after a
   * restart; {@code LISTED: false} takes it out of the national list, {@code LISTED_AS: "1.2"}
   * lists it under that code.
   */
  public void changeProcedure(String code, ObjectNode leaves) {
    book.procedureChanged(code, leaves);
    catalogue.change(code, leaves);
  }

  /** Leaves of the details of these procedures, real and generated; empty ones are not counted. */
  public FieldCounts fieldCounts(Collection<String> codes) {
    return catalogue.fieldCounts(codes);
  }

  @Override
  public void close() {
    closed.countDown();
    listener.close();
    files.ifPresent(FileFetcher::close);
    journal.close();
  }

  private HttpReply handle(HttpRequest request) {
    return ControlPages.owns(request.path()) ? pages.handle(request) : gate.handle(request);
  }

  private HttpListener listen(int port) {
    try {
      return new HttpListener(port, this::handle);
    } catch (IOException e) {
      files.ifPresent(FileFetcher::close);
      journal.close();
      throw new HubException(e, HubError.NPSP_SIMULATOR_PORT, port, "" + e.getMessage());
    }
  }

  private void fetchFiles(JsonNode dossier) {
    files.ifPresent(fetcher -> fetcher.fetch(dossier));
  }

  /** Waits, or until the simulator is closed. */
  private void pause(Duration time) {
    try {
      closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void takeUp(
      JsonNode line, CatalogueAnswers catalogue, RequestSignatures signatures) {
    if (line.hasNonNull("jti")) {
      signatures.remember(line.path("jti").asText(), Instant.parse(line.path("at").asText()));
    }
    if (line.path("t").asText().equals("procedure")
        && line.path("leaves") instanceof ObjectNode leaves) {
      catalogue.change(line.path("code").asText(), leaves);
    }
  }

  private static RequestSignatures signatures(NpspSimulatorSettings settings, Clock clock) {
    TrustedChains chains =
        settings
            .signatures()
            .trustedCa()
            .map(pem -> TrustedChains.of(pem, clock))
            .orElseGet(() -> TrustedChains.none(clock));
    return new RequestSignatures(
        settings.signatures().check(), chains, settings.account().dstcode(), clock);
  }
}
