package dev.berth.app;

import dev.berth.cli.Keeper;
import dev.berth.cli.RunCommand;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes what {@code berth run} runs out of the words of its command. */
@Singleton
final class Wiring {
    @Produces
    @Singleton
    Station station(@CommandLineArguments String[] words) {
        var charge = RunCommand.wish(words).charge();
        return charge instanceof Keeper.Cluster cluster
                ? new ClusterStation(cluster, System.getenv(), Clock.systemUTC(), new EventLog())
                : host((Keeper.Folders) charge);
    }

    private static Station host(Keeper.Folders folders) {
        var ending = new AtomicBoolean();
        var board = new Board();
        var log = new EventLog();
        var fleet = new Fleet(folders.request(), System.getenv(), Clock.systemUTC(), ending::get);
        var others = new Noticeboard(folders.records(), log, Clock.systemUTC());
        var watch = new Watch(fleet, board, others, log, Clock.systemUTC(), ending);
        return new HostStation(watch, board, fleet.states(), new ServiceWord(System.getenv(), watch, board, log));
    }
}
