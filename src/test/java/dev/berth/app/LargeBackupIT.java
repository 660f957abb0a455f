package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A table of two gibibytes, backed up and proved by a process that has far less memory. */
@Tag("slow")
@Timeout(1800)
class LargeBackupIT {
    private static final String FILL =
            "CREATE TABLE large AS SELECT n, repeat(md5(n::text), 32) AS text" + " FROM generate_series(1, 2000000) n";

    @Test
    void itGoesByInPieces() {
        try (var stack = new TinyStack(Moored.postgres("main"))) {
            stack.policy("spec:\n", "spec:\n  backup: {folder: backups}\n");
            Shell.docker("exec", stack.container("main"), "psql", "-U", "postgres", "-c", FILL);
            var command = new ArrayList<>(Berthed.command(stack.withPolicy("backup")));
            command.add(1, "-Xmx128m");

            var said = Shell.run(command.toArray(String[]::new));

            assertThat(said).contains(" 2000001 rows, ", "proved by a restore");
        }
    }
}
