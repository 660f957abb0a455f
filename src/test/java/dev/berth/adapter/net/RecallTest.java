package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecallTest {
    private final Slots slots = new Slots();

    @Test
    void everybodyIsCalledBack() {
        var text = new Recall(slots, Room.UNKNOWN).of(clients(30), OptionalInt.empty());

        assertThat(text).isEqualTo("30 of 30 waiting clients called back");
        assertThat(slots.taken).isEqualTo(30);
    }

    @Test
    void noMoreAreCalledAtOnceThanThereIsRoomFor() {
        var text = new Recall(slots, slots).of(clients(20), slots.left());

        assertThat(text).isEqualTo("20 of 20 waiting clients called back");
        assertThat(slots.overcrowded).isFalse();
    }

    @Test
    void aFullDatabaseIsAskedAgainUntilClientsAskByThemselves() {
        var text = new Recall(slots, () -> OptionalInt.of(0)).of(clients(2), OptionalInt.of(0));

        assertThat(text).isEqualTo("0 of 2 waiting clients called back");
    }

    @Test
    void whereNothingCanBeSentTheReasonIsSaid() {
        var text = new Recall(new Cut(), Room.UNKNOWN).of(clients(2), OptionalInt.empty());

        assertThat(text)
                .isEqualTo("0 of 2 waiting clients called back; the others come back by retransmission: it is cut");
    }

    private static List<Waiting> clients(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Waiting(
                        new InetSocketAddress("192.0.2.7", 50000 + number), new InetSocketAddress("192.0.2.1", 5432)))
                .toList();
    }

    /** A database with four slots, each of them free again by the time somebody asks. */
    private static final class Slots implements Wire, Room {
        private static final int ALL = 4;

        private final List<byte[]> inside = new ArrayList<>();
        private int taken;
        private boolean overcrowded;

        @Override
        public OptionalInt left() {
            inside.clear();
            return OptionalInt.of(ALL);
        }

        @Override
        public void prepare() {}

        @Override
        public void send(byte[] packet, InetAddress to) {
            inside.add(packet);
            taken++;
            overcrowded |= inside.size() > ALL;
        }
    }

    /** A wire on which nothing goes out. */
    private static final class Cut implements Wire {
        @Override
        public void prepare() {}

        @Override
        public void send(byte[] packet, InetAddress to) throws IOException {
            throw new IOException("it is cut");
        }
    }
}
