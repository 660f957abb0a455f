package dev.berth.adapter.docker;

import dev.berth.backup.BackupStore.Writing;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What somebody writes on a thread of its own, to be read here; that it failed is told at the end of what it wrote. */
final class Piped extends FilterInputStream {
    private static final int PIECE = 1 << 16;

    private final FutureTask<Void> writing;

    Piped(String name, Writing source) throws IOException {
        this(name, source, new PipedInputStream(PIECE));
    }

    private Piped(String name, Writing source, PipedInputStream in) throws IOException {
        super(in);
        var out = new PipedOutputStream(in);
        this.writing = new FutureTask<>(() -> {
            try (out) {
                source.to(out);
            }
            return null;
        });
        var thread = new Thread(writing, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public int read() throws IOException {
        return ended(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return ended(super.read(bytes, offset, length));
    }

    private int ended(int read) throws IOException {
        if (read < 0) {
            try {
                writing.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
        return read;
    }
}
