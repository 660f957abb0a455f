package dev.berth.app;

import dev.berth.cli.RunCommand;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes the daemon's parts out of the words of its command; {@link Sites} stays the one place where adapters are wired. */
@Singleton
final class Wiring {
    @Produces
    @Singleton
    Board board() {
        return new Board();
    }

    @Produces
    @Singleton
    EventLog log() {
        return new EventLog();
    }

    @Produces
    @Singleton
    Watch watch(@CommandLineArguments String[] words, Board board, EventLog log) throws IOException {
        var ending = new AtomicBoolean();
        var request = RunCommand.wish(words).request();
        var fleet = new Fleet(request, System.getenv(), Clock.systemUTC(), ending::get);
        return new Watch(fleet, board, log, Clock.systemUTC(), ending);
    }

    @Produces
    @Singleton
    ServiceWord word(Watch watch, Board board, EventLog log) {
        return new ServiceWord(System.getenv(), watch, board, log);
    }
}
