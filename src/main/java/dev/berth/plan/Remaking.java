package dev.berth.plan;

import dev.berth.observe.Container;
import dev.berth.plan.Decision.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reasons why a container can't be stopped and made again as it is. */
final class Remaking {
    private final Placement placement;
    private final List<Refusal> refusals = new ArrayList<>();

    Remaking(Placement placement) {
        this.placement = placement;
    }

    /** Empty where nothing speaks against it. */
    List<Refusal> refusals() {
        stop(placement.container());
        loss(placement.container());
        return List.copyOf(refusals);
    }

    private void stop(Container container) {
        if (container.state() != Container.State.RUNNING) {
            refuse(
                    "container " + container.name() + " is "
                            + container.state().name().toLowerCase(Locale.ROOT),
                    "start it, so that the database can prove what it is");
        }
        if (container.autoRemove()) {
            refuse("container " + container.name() + " removes itself when it stops (--rm)", "run it without --rm");
        }
    }

    private void loss(Container container) {
        if (!container.imagePresent()) {
            refuse(
                    "the image of " + container.name() + " (" + container.image() + ") is gone from the engine",
                    "pull or build it, so that the container can be made again");
        }
        if (!container.ownWrites().isEmpty()) {
            refuse(
                    "container " + container.name() + " keeps data outside its volumes: "
                            + String.join(
                                    ", ",
                                    container.ownWrites().stream().limit(5).toList()),
                    "keep it in a volume; what lies in the container's own layer is lost when it is made again");
        }
        container
                .unrepeatable()
                .forEach(choice -> refuse(
                        "container " + container.name() + " has a setting that the API which berth speaks to its engine"
                                + " can't give to another container: " + choice,
                        "take it out (in Compose files, gw_priority) and run docker compose up; or edit the port there"
                                + " and have docker compose up make the container again"));
    }

    private void refuse(String reason, String remedy) {
        refusals.add(new Refusal(placement.database().name(), reason, remedy));
    }
}
