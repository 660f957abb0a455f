package dev.berth.app;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Listens to a log until some words come. */
final class Heard extends OutputStream {
    private final String words;
    private final StringBuilder text = new StringBuilder();
    private final CountDownLatch said = new CountDownLatch(1);

    Heard(String words) {
        this.words = words;
    }

    @Override
    public void write(int next) {
        write(new byte[] {(byte) next}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        text.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        if (text.indexOf(words) >= 0) {
            said.countDown();
        }
    }

    private synchronized String all() {
        return text.toString();
    }

    void await(Duration patience) {
        try {
            if (!said.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("“" + words + "” was not said: " + all());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
