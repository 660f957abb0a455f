package dev.berth.cli;

import dev.berth.cli.Workplace.Request;
import java.nio.file.Path;
import java.util.List;

/** What {@code berth run} starts: a daemon that stays and keeps the policies. */
public interface Keeper {
    /** Stays until somebody ends it; gives the exit code. */
    int keep(Wish wish);

    /** Whose policies it keeps. */
    sealed interface Charge {}

    /**
     * Those of files and folders.
     *
     * @param records what other hosts' daemons tell: their state folders, or what is shared of them
     */
    record Folders(Request request, List<Path> records) implements Charge {
        public Folders {
            records = List.copyOf(records);
        }
    }

    /** Those of a cluster, of some namespaces or, where none is named, of all. */
    record Cluster(List<String> namespaces) implements Charge {
        public Cluster {
            namespaces = List.copyOf(namespaces);
        }
    }

    /**
     * How it is to be.
     *
     * @param host where it answers by HTTP, and at which {@code port}
     * @param json whether each line of its log is a JSON document
     */
    record Wish(Charge charge, String host, int port, boolean json) {
        Wish at(String address) {
            return new Wish(charge, address, port, json);
        }
    }
}
