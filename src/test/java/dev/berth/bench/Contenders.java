package dev.berth.bench;

import dev.berth.app.LentWorkplace;
import dev.berth.cli.Berth;
import dev.berth.cli.Console;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Who competes. */
final class Contenders {
    private Contenders() {}

    /** {@code docker compose up -d} after the edit. */
    record Up(Stand stand) implements Contender {
        @Override
        public String name() {
            return "docker compose up -d";
        }

        @Override
        public void forth() {
            stand.edit(stand.newPort());
            stand.compose("up", "-d");
        }

        @Override
        public void back() {
            stand.edit(stand.oldPort());
            stand.compose("up", "-d");
        }
    }

    /** The usual script: down, edit, up. */
    record Script(Stand stand) implements Contender {
        @Override
        public String name() {
            return "script: down, edit, up";
        }

        @Override
        public void forth() {
            move(stand.newPort());
        }

        @Override
        public void back() {
            move(stand.oldPort());
        }

        private void move(int port) {
            stand.compose("down");
            stand.edit(port);
            stand.compose("up", "-d");
        }
    }

    /** berth as people run it, a process of its own. */
    record Launched(Stand stand, Path launcher) implements Contender {
        @Override
        public String name() {
            return "deploy/berth";
        }

        @Override
        public void forth() {
            run("apply", "--yes");
        }

        @Override
        public void back() {
            run("rollback");
        }

        private void run(String... words) {
            var all = new ArrayList<>(List.of(launcher.toString()));
            all.addAll(Arrays.asList(words));
            all.addAll(List.of("-f", stand.policy().toString()));
            new Shell(stand.folder(), Map.of()).run(all.toArray(String[]::new));
        }
    }

    /** berth inside this JVM, warm as a daemon would be, with a watch on its steps and its journal. */
    record InProcess(Stand stand, Stopwatch watch) implements Contender {
        @Override
        public String name() {
            return "berth, warm JVM";
        }

        @Override
        public void forth() {
            watch.migration(() -> run("apply", "--yes"));
        }

        @Override
        public void back() {
            run("rollback");
        }

        private void run(String... words) {
            var all = new ArrayList<>(Arrays.asList(words));
            all.addAll(List.of("-f", stand.policy().toString()));
            var said = new StringWriter();
            var out = new PrintWriter(said);
            var console = new Console(out, out, new BufferedReader(new StringReader("")), false);
            var workplace = new WatchedWorkplace(LentWorkplace.workplace(System.getenv()), watch);
            int code = Berth.run(workplace, console, all.toArray(String[]::new));
            if (code != 0) {
                throw new IllegalStateException("berth " + words[0] + " ended with " + code + ": " + said);
            }
        }
    }
}
