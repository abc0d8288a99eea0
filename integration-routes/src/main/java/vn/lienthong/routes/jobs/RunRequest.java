package vn.lienthong.routes.jobs;

import java.util.UUID;

/** One run to do: its id, what is asked for, and what joins everything that it causes. */
public record RunRequest(UUID id, String correlationId, RunOptions options) {}
