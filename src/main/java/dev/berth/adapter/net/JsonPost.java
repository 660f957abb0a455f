package dev.berth.adapter.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Posts one JSON document (RFC 8259) to one address, once more after a pause where it was not taken. Redirects are not
 * followed: what the address is trusted with, another one is not.
 *
 * @param limit how long a try may take
 */
public record JsonPost(String address, String json, Duration limit, Duration pause)
        implements Callable<Optional<String>> {
    /** Why it was not taken, without the address, which may hold a token; empty where it was. */
    @Override
    public Optional<String> call() throws InterruptedException {
        if (!address.matches("https?://[^/@]+([/?].*)?")) {
            return Optional.of("its address does not begin with http:// or https:// and a host without user");
        }
        Optional<String> failure = once();
        if (failure.isPresent()) {
            Thread.sleep(pause.toMillis());
            failure = once();
        }
        return failure;
    }

    private Optional<String> once() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(limit)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "berth")
                    .POST(BodyPublishers.ofString(json))
                    .build();
            var client = HttpClient.newBuilder().connectTimeout(limit).build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("it answered with status " + status);
        } catch (HttpTimeoutException e) {
            return Optional.of("it did not answer within " + limit.toMillis() + " ms");
        } catch (ConnectException e) {
            return Optional.of("nobody takes connections there");
        } catch (IOException e) {
            return Optional.of("the connection failed (" + e.getClass().getSimpleName() + ")");
        } catch (IllegalArgumentException e) {
            return Optional.of("its address is none");
        }
    }
}
