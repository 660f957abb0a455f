package dev.berth.adapter.net;

import dev.berth.engine.Answer;
import dev.berth.engine.Engine;
import dev.berth.engine.Login;
import dev.berth.engine.Sessions;
import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** An engine whose list is another each time and stays as the last. */
final class ScriptedSessions implements Engine {
    private final Runnable meanwhile;
    private final Queue<Sessions> lists;

    ScriptedSessions(Sessions... lists) {
        this(() -> {}, lists);
    }

    /** @param meanwhile what happens each time it is asked */
    ScriptedSessions(Runnable meanwhile, Sessions... lists) {
        this.meanwhile = meanwhile;
        this.lists = new ArrayDeque<>(List.of(lists));
    }

    @Override
    public Sessions sessions(Endpoint endpoint, Login login, Duration timeout) {
        meanwhile.run();
        return lists.size() > 1 ? lists.remove() : lists.element();
    }

    @Override
    public Answer probe(Endpoint endpoint, Login login, Duration timeout) {
        return new Answer.Well("");
    }

    @Override
    public Answer checkpoint(Endpoint endpoint, Login login, Duration timeout) {
        return new Answer.Well("");
    }
}
