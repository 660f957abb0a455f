package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cli.Berth;
import dev.berth.cli.Console;
import dev.berth.execute.Effects;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** One command that ran in this process: its exit code, and what it said to whom. */
record Ran(int code, String out, String err) {
    static Ran berth(String... words) {
        return new Way().run(words);
    }

    /** Asserts the exit code; a wrong one is told with all that was said. */
    Ran ends(int expected) {
        assertThat(code).as("out:%n%s%nerr:%n%s", out, err).isEqualTo(expected);
        return this;
    }

    Ran says(String... words) {
        assertThat(out + err).contains(words);
        return this;
    }

    Ran doesNotSay(String... words) {
        assertThat(out + err).doesNotContain(words);
        return this;
    }

    /** How a command is run: what stands between it and the world, and who sits before it. */
    static final class Way {
        private UnaryOperator<Effects> between = UnaryOperator.identity();
        private BooleanSupplier interrupted = () -> false;
        private Optional<String> typed = Optional.empty();
        private Map<String, String> environment = Map.of();

        Way between(UnaryOperator<Effects> effects) {
            between = effects;
            return this;
        }

        Way interrupted(BooleanSupplier wish) {
            interrupted = wish;
            return this;
        }

        /** A person at a terminal. */
        Way typing(String answer) {
            typed = Optional.of(answer);
            return this;
        }

        Way environment(Map<String, String> variables) {
            environment = variables;
            return this;
        }

        Ran run(String... words) {
            var out = new StringWriter();
            var err = new StringWriter();
            var console = new Console(
                    new PrintWriter(out, true),
                    new PrintWriter(err, true),
                    new BufferedReader(new StringReader(typed.orElse(""))),
                    typed.isPresent());
            try (var harbour = new Harbour(environment, Clock.systemUTC(), interrupted, between)) {
                int code = Berth.run(harbour, console, words);
                return new Ran(code, out.toString(), err.toString());
            }
        }
    }
}
