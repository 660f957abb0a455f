package dev.berth.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The order in which steps are taken back: last first, but clients come at the end, since they read at their start the
 * files that go back before.
 */
public final class UndoOrder {
    private UndoOrder() {}

    public static List<Step> of(List<Step> steps) {
        var order = new ArrayList<Step>();
        var clients = new ArrayList<Step>();
        for (var step : steps) {
            (concernsClients(step) ? clients : order).add(step);
        }
        Collections.reverse(order);
        order.addAll(clients);
        return List.copyOf(order);
    }

    private static boolean concernsClients(Step step) {
        return step instanceof ContainerStep.RestartClient || step instanceof ProbeStep.ProbeClients;
    }
}
