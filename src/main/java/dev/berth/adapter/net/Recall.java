package dev.berth.adapter.net;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Has waiting clients ask again, no faster than the databases take them: all at once, they would fill the connection
 * slots, and some be refused.
 */
record Recall(Wire wire, Room room) {
    /** After that time whoever waits has asked again by himself (RFC 6298, section 2.1). */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** Few enough that who comes first is answered first: a crowd shares the processors. */
    private static final int AT_ONCE = 3;

    /** In so many goes all are nudged, however many they are: a quarter of a second. */
    private static final int GOES = 25;

    private static final int GAP_MILLIS = 10;

    /** Makes ready what takes its time; where that fails, the recall itself will say why. */
    void prepare() {
        try {
            wire.prepare();
        } catch (IOException ignored) {
            // Nobody may be waiting in the end.
        }
    }

    /**
     * @param places how many may come at once, so far as that is known
     * @return what came of it, for people
     */
    String of(List<Waiting> clients, OptionalInt places) {
        var nudged = new Nudged(wire);
        long end = System.nanoTime() + LONGEST.toNanos();
        int atOnce = Math.max(AT_ONCE, clients.size() / GOES);
        int share = places.orElse(Integer.MAX_VALUE);
        int next = 0;
        while (next < clients.size() && System.nanoTime() - end < 0) {
            share = share == 0 ? share() : share;
            int last = Math.min(clients.size(), next + Math.min(atOnce, share));
            clients.subList(next, last).forEach(nudged::add);
            share -= last - next;
            next = last;
            if (next < clients.size() && !pause()) {
                break;
            }
        }
        return nudged.text(clients.size());
    }

    /** Half of what is left, since those nudged last may not be counted yet, and others come as well. */
    private int share() {
        var left = room.left();
        return left.isPresent() ? (left.getAsInt() + 1) / 2 : Integer.MAX_VALUE;
    }

    private static boolean pause() {
        try {
            Thread.sleep(GAP_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The clients nudged so far. */
    private static final class Nudged {
        private final Wire wire;
        private int count;
        private String failure = "";

        Nudged(Wire wire) {
            this.wire = wire;
        }

        void add(Waiting client) {
            try {
                wire.send(Nudge.packet(client), client.client().getAddress());
                count++;
            } catch (IOException e) {
                failure = "; the others come back by retransmission: " + e.getMessage();
            }
        }

        String text(int all) {
            return count + " of " + all + " waiting clients called back" + failure;
        }
    }
}
