package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A policy of a name whose end was told. */
class RemadeTest {
    private static final DatabasePortPolicy SHOP = policy();
    private static final ResourceEvent ADDED =
            new ResourceEvent(ResourceAction.ADDED, ResourceID.fromResource(SHOP), SHOP);

    private final Queue<Runnable> later = new ArrayDeque<>();
    private final List<Event> told = new ArrayList<>();
    private Optional<DatabasePortPolicy> there = Optional.empty();
    private final Remade remade = remade();

    @Test
    void oneThatIsThereAgainIsToldOfUntilAPassBegins() {
        there = Optional.of(SHOP);

        boolean again = remade.ended(SHOP);

        assertThat(again).isTrue();
        assertThat(told).isEmpty();
        pass();
        pass();
        assertThat(told).containsExactly(ADDED, ADDED);
        remade.seen(SHOP);
        pass();
        assertThat(told).hasSize(2);
        assertThat(later).isEmpty();
    }

    @Test
    void soIsOneThatComesBeforeTheEndIsDoneWith() {
        boolean again = remade.ended(SHOP);
        there = Optional.of(SHOP);

        pass();

        assertThat(again).isFalse();
        assertThat(told).containsExactly(ADDED);
    }

    @Test
    void whereNoneIsNobodyIsTold() {
        remade.ended(SHOP);

        pass();

        assertThat(told).isEmpty();
        assertThat(later).isEmpty();
    }

    private void pass() {
        later.remove().run();
    }

    private Remade remade() {
        var source = new Remade(new Policies(), later::add);
        source.setEventHandler(told::add);
        source.start();
        return source;
    }

    private final class Policies implements Cache<DatabasePortPolicy> {
        @Override
        public Optional<DatabasePortPolicy> get(ResourceID name) {
            return there;
        }

        @Override
        public Stream<ResourceID> keys() {
            return there.stream().map(ResourceID::fromResource);
        }

        @Override
        public Stream<DatabasePortPolicy> list(Predicate<DatabasePortPolicy> wanted) {
            return there.stream().filter(wanted);
        }
    }

    private static DatabasePortPolicy policy() {
        var policy = new DatabasePortPolicy();
        policy.setMetadata(
                new ObjectMetaBuilder().withNamespace("shop").withName("shop").build());
        return policy;
    }
}
