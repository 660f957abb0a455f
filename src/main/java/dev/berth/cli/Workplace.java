package dev.berth.cli;

import dev.berth.backup.Backups;
import dev.berth.cycle.Bulletin;
import dev.berth.cycle.Site;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.policy.Backup;
import dev.berth.policy.Violation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the commands need of the world; the composition root gives it. */
public interface Workplace {
    /** Reads the policies and makes ready to carry them out; changes nothing. */
    Opening open(Request request);

    /** The right to change things, for one run at a time. */
    Locking lock(Site site);

    /**
     * Throwaway copies of everything that the plan would touch.
     *
     * @param progress takes a line for people now and then: copies may need a minute to come up
     */
    Rehearsing rehearsal(Site site, Plan plan, Consumer<String> progress);

    /**
     * The backups of a policy.
     *
     * @param wish the policy's
     * @param progress takes a line for people now and then
     */
    Backups backups(Site site, Backup wish, Consumer<String> progress);

    /**
     * What daemons of other hosts say of their policies.
     *
     * @param records their state folders, or what is shared of them
     */
    Heard hear(List<Path> records);

    /**
     * What lets nobody but its clients, and berth, reach the databases of a policy of a cluster.
     *
     * @param home the namespace that berth is in
     */
    Exporting networkPolicies(String namespace, String policy, String home);

    /** What the manifests of the Services of a policy of a cluster say once its plan is carried out. */
    Exporting services(String namespace, String policy);

    /** Whether somebody asked to end; a command then stops at the next safe point. */
    boolean interrupted();

    Clock clock();

    /** Who runs the command, as a person would name them. */
    String person();

    /**
     * Packs texts into one file that is there as a whole or not at all; an older one of that name is replaced.
     *
     * @param folder where they lie in it, by their names
     */
    Optional<Refusal> bundle(Path file, String folder, Map<String, String> texts);

    String json(Object document);

    String yaml(Object document);

    /** What a person asked for on the command line. */
    record Request(List<Path> policies, Optional<Path> state, Optional<String> docker) {
        public Request {
            policies = List.copyOf(policies);
        }
    }

    /** What opening gave. */
    sealed interface Opening {
        /** Every policy, ready. */
        record Open(List<Site> sites) implements Opening {
            public Open {
                sites = List.copyOf(sites);
            }
        }

        /** Input that can't be carried out. */
        record Invalid(List<Violation> violations) implements Opening {
            public Invalid {
                violations = List.copyOf(violations);
            }
        }

        /** Sound input, but it can't be begun. */
        record Unable(Refusal refusal) implements Opening {}
    }

    /** What others say, and why some of them can't be heard. */
    record Heard(List<Bulletin> bulletins, List<Refusal> refusals) {
        public Heard {
            bulletins = List.copyOf(bulletins);
            refusals = List.copyOf(refusals);
        }
    }

    /** What asking for the lock gave. */
    sealed interface Locking {
        /** Ours until closed. */
        record Held(Runnable release) implements Locking {}

        /** Somebody else's. */
        record Busy(Refusal refusal) implements Locking {}
    }

    /** What preparing a rehearsal gave. */
    sealed interface Rehearsing {
        /** A stage, to be taken down by whoever asked for it. */
        record Ready(Stage stage) implements Rehearsing {}

        /** No stage. */
        record Unable(Refusal refusal) implements Rehearsing {}
    }

    /** What writing manifests gave. */
    sealed interface Exporting {
        /** A document each, and what a person should know of them. */
        record Manifests(List<Object> documents, List<String> notes) implements Exporting {
            public Manifests {
                documents = List.copyOf(documents);
                notes = List.copyOf(notes);
            }
        }

        /** The policy can't be understood. */
        record Invalid(List<Violation> violations) implements Exporting {
            public Invalid {
                violations = List.copyOf(violations);
            }
        }

        /** What they would be about is not there, or nobody can tell. */
        record Unable(Refusal refusal) implements Exporting {}
    }

    /** Where a plan is tried. */
    interface Stage {
        Site site();

        /** What is not as it was when the stage was set: files that differ, copies that don't answer. */
        List<String> flaws();

        /** Removes everything of it; gives what is left, and why. The next rehearsal tries that again. */
        Optional<String> takeDown();
    }
}
