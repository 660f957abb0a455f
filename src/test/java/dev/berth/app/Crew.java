package dev.berth.app;

import java.util.ArrayList;
import java.util.List;

/** Threads that work until they are told to end. */
final class Crew {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    /** Starts one; its work looks at {@link #ended()}. */
    void start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.start();
        threads.add(thread);
    }

    boolean ended() {
        return ended;
    }

    /** Comes back when the last of them has ended. */
    void end() {
        ended = true;
        threads.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
