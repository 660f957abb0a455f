package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.Handover;
import dev.berth.cycle.Past;
import dev.berth.operator.DatabasePortPolicy;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private final DatabasePortPolicy one = policy("one");
    private final DatabasePortPolicy other = policy("other");

    @Test
    void aPolicyThatTheListingDoesNotNameHasNoMigrations() {
        var remembered = new Remembered(Map::of);

        assertThat(remembered.take(one, this::all)).contains(Handover.NOTHING);
    }

    @Test
    void aRecordThatCannotBeReadLeavesItsOwnPolicyAloneUnknown() {
        Map<String, Optional<Past>> listing = Map.of("one", Optional.empty());
        var remembered = new Remembered(() -> listing);

        assertThat(remembered.take(one, this::all)).isEmpty();
        assertThat(remembered.take(other, this::all)).contains(Handover.NOTHING);
    }

    private Stream<DatabasePortPolicy> all() {
        return Stream.of(one, other);
    }

    private static DatabasePortPolicy policy(String uid) {
        var policy = new DatabasePortPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("dev")
                .withName(uid)
                .withUid(uid)
                .build());
        return policy;
    }
}
