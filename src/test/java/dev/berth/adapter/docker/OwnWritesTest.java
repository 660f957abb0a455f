package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Container.Mount;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnWritesTest {
    private static List<String> candidates(String... changes) {
        var array = Json.object().putArray("changes");
        Stream.of(changes)
                .forEach(change -> array.addObject()
                        .put("Kind", "CAD".indexOf(change.charAt(0)))
                        .put("Path", change.substring(2)));
        return OwnWrites.candidates(array, List.of(new Mount("volume", "v", "/var/lib/postgresql/data", true)));
    }

    @Test
    void aHealthyPostgresWroteNothingOfItsOwn() {
        assertThat(candidates(
                        "C /run",
                        "C /run/postgresql",
                        "A /run/postgresql/.s.PGSQL.5432",
                        "A /run/postgresql/.s.PGSQL.5432.lock",
                        "A /run/secrets",
                        "A /run/secrets/password",
                        "C /usr",
                        "C /usr/sbin",
                        "A /usr/sbin/docker-init",
                        "C /var",
                        "C /var/lib",
                        "C /var/lib/postgresql",
                        "A /var/lib/postgresql/data",
                        "C /var/log",
                        "A /var/log/postgresql.log",
                        "C /root",
                        "A /root/.psql_history"))
                .isEmpty();
    }

    @Test
    void dataBesideTheVolumeAreFound() {
        assertThat(candidates(
                        "C /var",
                        "C /var/lib",
                        "A /var/lib/postgresql/data-old",
                        "A /var/lib/postgresql/data-old/base"))
                .containsExactly("/var/lib/postgresql/data-old/base");
    }

    @Test
    void aChangedFileOfTheImageIsFound() {
        assertThat(candidates("C /etc", "C /etc/postgresql.conf")).containsExactly("/etc/postgresql.conf");
    }

    @Test
    void aDeletedFileIsNoData() {
        assertThat(candidates("C /etc", "D /etc/motd")).isEqualTo(List.of("/etc"));
    }

    /** Modes as Docker gives them: Go's fs.FileMode. */
    @ParameterizedTest
    @CsvSource({"420, true", "2147484141, false", "16777645, false", "134218239, false", "8388973, true"})
    void onlyRegularFilesAreData(long mode, boolean regular) {
        var stat = Base64.getEncoder()
                .encodeToString(("{\"name\":\"x\",\"mode\":" + mode + "}").getBytes(StandardCharsets.UTF_8));
        assertThat(OwnWrites.isRegular(stat)).isEqualTo(regular);
    }
}
