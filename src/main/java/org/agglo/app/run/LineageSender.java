package org.agglo.app.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.apache.logging.log4j.LogManager;

/**
 * Sends events one after the other, beside the run. What cannot be sent is said once, on standard error, and is no failure of
 * the run.
 */
final class LineageSender implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Null where nothing is sent. */
    private final URI address;

    private final String key;
    private final ExecutorService thread;
    private final AtomicBoolean complained = new AtomicBoolean();
    private HttpClient client;

    private LineageSender(URI address, String key) {
        this.address = address;
        this.key = key;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread daemon = new Thread(work, "lineage");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** To {@code OPENLINEAGE_URL}, with {@code OPENLINEAGE_API_KEY}; nowhere without, or if {@code OPENLINEAGE_DISABLED}. */
    static LineageSender of(UnaryOperator<String> environment) {
        String url = environment.apply("OPENLINEAGE_URL");
        boolean disabled = "true".equalsIgnoreCase(environment.apply("OPENLINEAGE_DISABLED"));
        if (disabled || url == null || url.isBlank()) {
            return new LineageSender(null, null);
        }
        String endpoint = environment.apply("OPENLINEAGE_ENDPOINT");
        String path = endpoint == null || endpoint.isBlank() ? "api/v1/lineage" : endpoint;
        try {
            URI address = URI.create(url.replaceFirst("/+$", "") + "/" + path.replaceFirst("^/+", ""));
            LineageSender sender = new LineageSender(address, environment.apply("OPENLINEAGE_API_KEY"));
            if (address.getHost() == null) {
                sender.complain("OPENLINEAGE_URL is no address with a host");
                return new LineageSender(null, null);
            }
            return sender;
        } catch (IllegalArgumentException e) {
            LineageSender sender = new LineageSender(null, null);
            sender.complain("OPENLINEAGE_URL is no address");
            return sender;
        }
    }

    void send(String event) {
        if (address != null) {
            thread.execute(() -> post(event));
        }
    }

    private void post(String event) {
        try {
            if (client == null) {
                client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(event));
            if (key != null && !key.isBlank()) {
                request.header("Authorization", "Bearer " + key);
            }
            HttpResponse<Void> answer = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() / 100 != 2) {
                complain("%s answered %d".formatted(shown(), answer.statusCode()));
            }
        } catch (IOException e) {
            complain("%s cannot be reached (%s)".formatted(shown(), e.getClass().getSimpleName()));
        } catch (IllegalArgumentException e) {
            complain("%s, or its key, cannot be used".formatted(shown()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The address without what may be a login. */
    private String shown() {
        return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    private void complain(String why) {
        if (!complained.getAndSet(true)) {
            warn("lineage was not sent: %s. The run is not affected".formatted(why));
        }
    }

    /** Says it on standard error. */
    static void warn(String what) {
        String line = "Warning: " + what;
        if (LogManager.getLogger("org.agglo.run").isWarnEnabled()) {
            LogManager.getLogger("org.agglo.run").warn("{}", line);
        } else {
            System.err.println("agglo: " + line);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                complain(shown() + " takes too long");
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
