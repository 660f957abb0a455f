package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    private static final String HASH = "SCRAM-SHA-256$4096:c2FsdA==$a2V5:c2VydmVy";

    private final Errors errors = new Errors();

    @Test
    void theFirstLineIsTheNumberOfTheProcess() {
        say("4711", "pg_dump: error: no such table");

        assertThat(errors.pid()).isEqualTo("4711");
        assertThat(errors.words(1)).isEqualTo("pg_dump: error: no such table");
    }

    @Test
    void whyARestoreFailedIsToldWithTheNamesInIt() {
        say(
                "7",
                "pg_restore: warning: this and that",
                "pg_restore: error: could not execute query: ERROR:  extension \"tiny\" is not available",
                "DETAIL:  Could not open extension control file.",
                "Command was: CREATE EXTENSION tiny;");

        assertThat(errors.words(1))
                .isEqualTo("pg_restore: error: could not execute query: ERROR: extension \"tiny\" is not available");
    }

    @Test
    void noRowIsTold() {
        say(
                "7",
                "pg_restore: error: COPY failed for table \"t\": ERROR:  invalid input syntax for type integer: \"canary\"",
                "CONTEXT:  COPY t, line 1, column n: \"canary",
                "ERROR:  canary\"");

        assertThat(errors.words(1)).contains("table \"t\"").doesNotContain("canary");
    }

    @Test
    void noHashOfAPasswordIsTold() {
        say(
                "7",
                "ERROR:  syntax error at or near \"" + HASH + "\"",
                "LINE 1: ALTER ROLE a PASSWORD '" + HASH + "';",
                "psql: error: query was: ALTER ROLE a PASSWORD '" + HASH + "'",
                "ERROR:  " + HASH + " is none");

        assertThat(errors.words(3)).contains("syntax error").doesNotContain("SCRAM", "c2FsdA", "ALTER ROLE");
    }

    @Test
    void theLastOfManyWordsStay() {
        say("7", "pg_dump: warning: much\n".repeat(1000), "pg_dump: error: gone");

        assertThat(errors.words(1)).isEqualTo("pg_dump: error: gone");
    }

    @Test
    void whoSaysNothingEndedWithACode() {
        say("7", "DETAIL:  canary");

        assertThat(errors.words(3)).isEqualTo("it ended with exit code 3");
    }

    @Test
    void whoWasKilledOrWentWithTheContainerSaysNothing() {
        say("7", "DETAIL:  canary");

        assertThat(errors.words(137)).isEqualTo("it was killed");
        assertThat(errors.words(Errors.GONE)).isEqualTo("it was killed");
    }

    private void say(String... lines) {
        var bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        errors.write(bytes, 0, bytes.length);
    }
}
