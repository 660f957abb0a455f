package dev.berth.plan;

import dev.berth.observe.ComposeModel.ServicePort;
import java.util.List;

/** Steps on the project's files. */
public sealed interface FileStep extends Step {
    @Override
    default <R> R family(Families<R> families) {
        return families.file(this);
    }

    <R> R match(Cases<R> cases);

    /** One answer for each step. */
    interface Cases<R> {
        R editFile(EditFile step);

        R proveModel(ProveModel step);
    }

    /**
     * Changes a few bytes of one file and keeps every other.
     *
     * @param path relative to the plan's root, or absolute
     * @param before SHA-256 in hex of the file as planned upon; another content refuses
     * @param after the same once edited
     */
    record EditFile(Head head, String path, String before, String after, List<Splice> splices) implements FileStep {
        public EditFile {
            splices = List.copyOf(splices);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.editFile(this);
        }
    }

    /** Renders the edited Compose files and fails unless the wanted ports, and nothing else, differ. */
    record ProveModel(Head head, List<ServicePort> ports, String rest) implements FileStep {
        public ProveModel {
            ports = List.copyOf(ports);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.proveModel(this);
        }
    }
}
