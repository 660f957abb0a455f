package dev.berth.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.History;
import dev.berth.engine.ServerFacts;
import dev.berth.engine.ShapeEdition;
import dev.berth.policy.EngineKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManifestTest {
    private static final Contents HELD = shapes(Map.of("table public.orders", "0f", "role ann", "3c"));

    @Test
    void shapesOfThisVersionAreCompared() {
        var manifest = manifest(EngineKind.POSTGRESQL, ShapeEdition.of(EngineKind.POSTGRESQL));

        var differences = manifest.differences(shapes(Map.of("table public.orders", "1e", "role ann", "3c")));

        assertThat(differences).containsExactly("table public.orders has another shape");
        assertThat(manifest.uncompared()).isEmpty();
    }

    @Test
    void shapesOfAnEarlierVersionAreNotCompared() {
        var manifest = manifest(EngineKind.POSTGRESQL, ShapeEdition.FIRST);

        var differences = manifest.differences(shapes(Map.of("table public.orders", "1e", "role ann", "4d")));

        assertThat(differences).isEmpty();
        assertThat(manifest.uncompared()).contains("shapes not compared: taken by an earlier version of berth");
    }

    @Test
    void shapesOfALaterVersionAreNotCompared() {
        var manifest = manifest(EngineKind.POSTGRESQL, 1000);

        var differences = manifest.differences(shapes(Map.of("table public.orders", "1e", "role ann", "4d")));

        assertThat(differences).isEmpty();
        assertThat(manifest.uncompared()).contains("shapes not compared: taken by a later version of berth");
    }

    @Test
    void whatIsMissingOfABackupOfAnEarlierVersionIsADifference() {
        var manifest = manifest(EngineKind.POSTGRESQL, ShapeEdition.FIRST);

        var differences = manifest.differences(shapes(Map.of("table public.orders", "1e", "role bob", "3c")));

        assertThat(differences).containsExactly("role ann is missing", "role bob is new");
    }

    /** What is told of them has not changed. */
    @ParameterizedTest
    @EnumSource(names = {"QUESTDB", "QDRANT", "REDIS", "HTTP", "EXPORTER", "TCP"})
    void shapesOfOtherEnginesAreComparedWhicheverVersionTookThem(EngineKind engine) {
        var manifest = manifest(engine, ShapeEdition.FIRST);

        assertThat(manifest.uncompared()).isEmpty();
    }

    private static Contents shapes(Map<String, String> shapes) {
        return new Contents(Depth.FAST, new TreeMap<>(shapes), new TreeMap<>(), new TreeSet<>());
    }

    private static Manifest manifest(EngineKind engine, int shapeEdition) {
        return new Manifest(
                new BackupName("orders", Instant.EPOCH),
                engine,
                new ServerFacts("15.14", "7412", "postgres", new History(1, 1), List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                shapeEdition,
                HELD,
                new Proof.Untried());
    }
}
