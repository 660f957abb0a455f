package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.journal.Entry;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class JournalCrashIT {
    private static final int KILLS = 20;

    @TempDir
    Path temporary;

    @Test
    void everyAcknowledgedEntryOutlivesAKill() throws Exception {
        var state = new StateFolder(temporary.resolve("state"));
        new FileRecords(state).open(Migrations.AT, Migrations.plan("stack"));
        var random = new Random(20);
        int acknowledged = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            try (var writer = Jvm.run(Writer.class, state.path().toString())) {
                for (int more = random.nextInt(60) + 1; more > 0; more--) {
                    acknowledged = Integer.parseInt(writer.line());
                }
                for (var line : writer.kill()) {
                    acknowledged = line.matches("[0-9]+") ? Math.max(acknowledged, number(line)) : acknowledged;
                }
            }

            var numbers = numbers(new FileRecords(state).all().get(0).entries());

            assertThat(numbers).as("after kill %d", kill).hasSizeBetween(acknowledged, acknowledged + 1);
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
        }
    }

    private static int number(String line) {
        return Integer.parseInt(line);
    }

    private static List<Integer> numbers(List<Entry> entries) {
        return entries.stream()
                .skip(1)
                .map(entry -> number(((Entry.Began) entry).step().substring("step-".length())))
                .toList();
    }

    /** Goes on with the journal and says the number of each entry once it is appended. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            var state = new StateFolder(Path.of(arguments[0]));
            if (!(state.lock(Clock.fixed(Migrations.AT, ZoneOffset.UTC)) instanceof Locking.Held held)) {
                throw new IllegalStateException("the lock outlived its holder");
            }
            var journal = new FileRecords(state).all().get(0);
            for (int number = journal.entries().size(); ; number++) {
                journal.append(Migrations.began(number));
                System.out.println(number);
                Reference.reachabilityFence(held);
            }
        }
    }
}
