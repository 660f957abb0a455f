package dev.berth.adapter.net;

import dev.berth.plan.ProbeStep.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Asks one client by HTTP GET until it answers with a status of 2xx or the patience is over. */
record HttpProbe(Probe probe, Duration limit) implements Callable<Optional<String>> {
    /** Why the client is not well; empty when it is. */
    @Override
    public Optional<String> call() throws InterruptedException {
        var patience = Patience.relaxed(limit);
        Optional<String> failure;
        do {
            failure = once(patience.nextTry());
        } while (failure.isPresent() && patience.pause());
        return failure.map(reason -> probe.client() + " (" + place() + "): " + reason);
    }

    private Optional<String> once(Duration timeout) {
        try {
            // A probe names an address of this host; a proxy would answer for something else.
            if (!(URI.create(probe.url()).toURL().openConnection(Proxy.NO_PROXY) instanceof HttpURLConnection http)) {
                return Optional.of("its probe is no http or https address");
            }
            http.setConnectTimeout((int) timeout.toMillis());
            http.setReadTimeout((int) timeout.toMillis());
            http.setRequestProperty("Connection", "close");
            int status = http.getResponseCode();
            http.disconnect();
            return status / 100 == 2 ? Optional.empty() : Optional.of("status " + status);
        } catch (IOException e) {
            return Optional.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (IllegalArgumentException e) {
            return Optional.of("its probe is no address");
        }
    }

    /** The address without what may be secret in it: a user's password, a token in the query. */
    private String place() {
        return probe.url().replaceFirst("//[^/@]*@", "//").replaceFirst("[?#].*", "");
    }
}
