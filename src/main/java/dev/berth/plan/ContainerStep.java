package dev.berth.plan;

import java.time.Duration;
import java.util.List;

/** Steps on containers. */
public sealed interface ContainerStep extends Step {
    Subject subject();

    @Override
    default <R> R family(Families<R> families) {
        return families.container(this);
    }

    <R> R match(Cases<R> cases);

    /** One answer for each step. */
    interface Cases<R> {
        R saveRecipe(SaveRecipe step);

        R createReplacement(CreateReplacement step);

        R disarmRestart(DisarmRestart step);

        R stopContainer(StopContainer step);

        R parkContainer(ParkContainer step);

        R promoteReplacement(PromoteReplacement step);

        R startReplacement(StartReplacement step);

        R compareFidelity(CompareFidelity step);

        R removeParked(RemoveParked step);

        R restartClient(RestartClient step);

        R discardRecipe(DiscardRecipe step);
    }

    /** Keeps what {@code inspect} says, in a file of its own, so that the container can be made again. */
    record SaveRecipe(Head head, Subject subject) implements ContainerStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.saveRecipe(this);
        }
    }

    /**
     * Creates the same container with other host ports under its temporary name, and does not start it.
     *
     * @param restamp whether the label with Compose's configuration hash is set anew from the edited files
     */
    record CreateReplacement(Head head, Subject subject, List<Rebinding> rebindings, boolean restamp)
            implements ContainerStep {
        public CreateReplacement {
            rebindings = List.copyOf(rebindings);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createReplacement(this);
        }
    }

    /**
     * Sets the old container's restart policy to {@code no}, so that nothing starts it beside its replacement.
     *
     * @param policy the restart policy to put back
     */
    record DisarmRestart(Head head, Subject subject, String policy) implements ContainerStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.disarmRestart(this);
        }
    }

    /**
     * Stops the old container the way its engine wants; never kills it. The evidence is the moment it began to. Undo
     * starts it.
     */
    record StopContainer(Head head, Subject subject, String signal, Duration patience) implements ContainerStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.stopContainer(this);
        }
    }

    /** Renames the old container out of the way. Undo names it back, or makes it again from the recipe. */
    record ParkContainer(Head head, Subject subject) implements ContainerStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.parkContainer(this);
        }
    }

    /** Gives the replacement the old container's name. */
    record PromoteReplacement(Head head, Subject subject) implements ContainerStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.promoteReplacement(this);
        }
    }

    /** Starts the replacement. Undo stops it the way its engine wants. */
    record StartReplacement(Head head, Subject subject, String signal, Duration patience) implements ContainerStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.startReplacement(this);
        }
    }

    /** Fails unless the replacement is the old container but for ports, ids, names, times and the one label. */
    record CompareFidelity(Head head, Subject subject, List<Rebinding> rebindings) implements ContainerStep {
        public CompareFidelity {
            rebindings = List.copyOf(rebindings);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.compareFidelity(this);
        }
    }

    /** Removes the parked container, never its volumes. Undo makes it again from the recipe, stopped and parked. */
    record RemoveParked(Head head, Subject subject) implements ContainerStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.removeParked(this);
        }
    }

    /** Restarts a client, so that it reads its changed files; undo restarts it once they are back. */
    record RestartClient(Head head, Subject subject, String client) implements ContainerStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.restartClient(this);
        }
    }

    /** Deletes the recipe: from here on there is no way back. */
    record DiscardRecipe(Head head, Subject subject) implements ContainerStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.discardRecipe(this);
        }
    }
}
