package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterPolicy;
import dev.berth.plan.Grant;
import dev.berth.plan.Grants;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GrantBookTest {
    private static final Grant OWN = new Grant("main", 7000, "shop");
    private static final Grant LENT = new Grant("StatefulSet/main", 7001, "shop");

    private final GrantBook book = new GrantBook(policy -> new Reading.Valid(List.of(ClusterPolicy.SHOP)));

    @Test
    void whatIsLentIsGivenBesideWhatThePolicySays() {
        lend(LENT);

        assertThat(given()).containsExactlyInAnyOrder(OWN, LENT);
    }

    @Test
    void itIsGivenNoLongerOnceThatEnds() {
        lend(LENT);

        boolean changes = book.lend("shop", "shop", Grants.NONE);

        assertThat(changes).isTrue();
        assertThat(given()).containsExactly(OWN);
    }

    @Test
    void whereNothingWasLentItsEndChangesNothing() {
        lend(LENT);

        boolean changes = book.lend("shop", "stock", Grants.NONE);

        assertThat(changes).isFalse();
        assertThat(given()).contains(LENT);
    }

    @Test
    void whatIsLentAgainChangesNothing() {
        lend(LENT);

        boolean changes = book.lend("shop", "shop", new Grants(List.of(), List.of(), List.of(LENT)));

        assertThat(changes).isFalse();
        assertThat(given()).contains(LENT);
    }

    private void lend(Grant grant) {
        book.lend("shop", "shop", new Grants(List.of(), List.of(), List.of(grant)));
    }

    private List<Grant> given() {
        var policy = new DatabasePortPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("shop")
                .withUid("1")
                .withGeneration(1L)
                .build());
        return book.of(Stream.of(policy), Grants.NONE).all();
    }
}
