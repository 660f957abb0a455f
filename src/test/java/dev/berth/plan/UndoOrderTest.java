package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UndoOrderTest {
    private final List<Step> steps =
            GoldenCase.named("clients-one-move").plan().moves().get(0).steps();

    @Test
    void stepsGoBackLastFirst() {
        var order = UndoOrder.of(steps).stream().filter(step -> !client(step)).toList();

        assertThat(order.stream().map(Step::id)).isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    @Test
    void clientsRestartAndAreAskedOnceEverythingElseIsBack() {
        var order = UndoOrder.of(steps);

        var last = order.subList(order.size() - 2, order.size());
        assertThat(last).hasExactlyElementsOfTypes(ContainerStep.RestartClient.class, ProbeStep.ProbeClients.class);
    }

    @Test
    void noStepIsLost() {
        assertThat(UndoOrder.of(steps)).containsExactlyInAnyOrderElementsOf(steps);
    }

    private static boolean client(Step step) {
        return Stream.of(ContainerStep.RestartClient.class, ProbeStep.ProbeClients.class)
                .anyMatch(kind -> kind.isInstance(step));
    }
}
