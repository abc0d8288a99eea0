package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * The effects file {@code effects.jsonl}: one line for each call, written before the call is
 * answered and never changed. A line that a kill cut short is dropped at the next start, with all
 * of its call.
 */
final class EffectJournal implements AutoCloseable {
  private static final String HEADER = "{\"t\":\"header\",\"format\":\"npsp-simulator-1\"}\n";

  private final Path file;
  private final FileChannel lockChannel;
  private final FileChannel channel;
  private final FileLock lock;
  private final boolean durable;
  private final ObjectMapper json;
  private long end;

  /** What reads the lines: says whether to go on. */
  @FunctionalInterface
  interface LineReader {
    boolean read(long offset, JsonNode line);
  }

  EffectJournal(Path folder, boolean durable, ObjectMapper json) {
    this.durable = durable;
    this.json = json;
    this.file = folder.resolve("effects.jsonl");
    try {
      Files.createDirectories(folder);
      this.lockChannel =
          FileChannel.open(
              folder.resolve("simulator.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      this.lock = locked(lockChannel, folder);
      this.channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.size() == 0) {
        write(0, HEADER.getBytes(StandardCharsets.UTF_8));
      }
      this.end = channel.size();
    } catch (IOException e) {
      throw new HubException(e, HubError.NPSP_SIMULATOR_FOLDER, folder, reason(e));
    }
  }

  /**
   * A file of its own carries the lock: on Linux a process loses its lock on a file when it closes
   * any channel on it, and effects are read through channels of their own.
   */
  private static FileLock locked(FileChannel channel, Path folder) throws IOException {
    try {
      @Nullable FileLock taken = channel.tryLock();
      if (taken != null) {
        return taken;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new HubException(e, HubError.NPSP_SIMULATOR_FOLDER, folder, "another simulator has it");
    }
    channel.close();
    throw new HubException(HubError.NPSP_SIMULATOR_FOLDER, folder, "another simulator has it");
  }

  /** Where the next line will start. */
  long end() {
    return end;
  }

  /** Appends one line; when it returns, the operating system has it. */
  void append(ObjectNode line) throws IOException {
    byte[] text = json.writeValueAsBytes(line);
    byte[] withEnd = Arrays.copyOf(text, text.length + 1);
    withEnd[text.length] = '\n';
    try {
      write(end, withEnd);
    } catch (IOException e) {
      channel.truncate(end);
      throw e;
    }
    end += withEnd.length;
  }

  /** Reads every whole line from the start and drops a last one that was cut short. */
  void replay(LineReader reader) {
    try {
      replayAll(reader);
    } catch (HubException e) {
      close();
      throw e;
    }
  }

  private void replayAll(LineReader reader) {
    long[] whole = {0};
    boolean[] first = {true};
    scan(
        0,
        (offset, line) -> {
          if (first[0] && !line.path("format").asText().equals("npsp-simulator-1")) {
            throw new HubException(
                HubError.NPSP_SIMULATOR_FOLDER, file, "not a file of this simulator");
          }
          first[0] = false;
          reader.read(offset, line);
          return true;
        },
        whole);
    try {
      channel.truncate(whole[0]);
      end = whole[0];
    } catch (IOException e) {
      throw new HubException(e, HubError.NPSP_SIMULATOR_FOLDER, file, reason(e));
    }
  }

  /** Reads whole lines from this offset until the reader has enough. */
  void from(long offset, LineReader reader) {
    scan(offset, reader, new long[] {0});
  }

  private void scan(long start, LineReader reader, long[] wholeEnd) {
    try (var reading = FileChannel.open(file, StandardOpenOption.READ)) {
      reading.position(start);
      var lines = new LineBytes(Channels.newInputStream(reading));
      long offset = start;
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        byte[] bytes = line.get();
        wholeEnd[0] = offset + bytes.length + 1;
        if (!reader.read(offset, json.readTree(bytes))) {
          return;
        }
        offset = wholeEnd[0];
      }
    } catch (IOException e) {
      throw new HubException(e, HubError.NPSP_SIMULATOR_FOLDER, file, reason(e));
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }

  private void write(long at, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    long position = at;
    while (buffer.hasRemaining()) {
      position += channel.write(buffer, position);
    }
    if (durable) {
      channel.force(false);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      lock.release();
      lockChannel.close();
    } catch (IOException e) {
      throw new HubException(e, HubError.NPSP_SIMULATOR_FOLDER, file, reason(e));
    }
  }
}
