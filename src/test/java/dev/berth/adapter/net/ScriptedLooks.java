package dev.berth.adapter.net;

import dev.berth.engine.Answer;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Engine;
import dev.berth.engine.Engines;
import dev.berth.engine.History;
import dev.berth.engine.Login;
import dev.berth.engine.Looked;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;

/** An engine that shows one thing after the other; a glance is never too much. */
record ScriptedLooks(Queue<Looked> looks) implements Engine {
    static Lines lines(Looked... looks) {
        return lines(new ArrayDeque<>(List.of(looks)));
    }

    static Lines lines(Queue<Looked> looks) {
        return new Lines(
                new Engines(Map.of(EngineKind.POSTGRESQL, new ScriptedLooks(looks))),
                (credentials, root) -> Login.NONE,
                "/");
    }

    /** More objects than an entry takes. */
    static Looked.Seen many(History history) {
        var schema = new TreeMap<String, String>();
        for (int number = 0; number <= LookedText.MOST; number++) {
            schema.put("shop: view public.v" + number, "0f");
        }
        return new Looked.Seen(history, new Contents(Depth.FAST, schema, new TreeMap<>(), new TreeSet<>()));
    }

    @Override
    public Answer probe(Endpoint endpoint, Login login, Duration timeout) {
        return new Answer.Well("");
    }

    @Override
    public Looked look(Endpoint endpoint, Login login, Depth depth, Duration timeout) {
        return looks.remove();
    }

    @Override
    public Looked glance(Endpoint endpoint, Login login, Duration timeout) {
        var looked = looks.remove();
        if (looked instanceof Looked.TooMuch) {
            throw new AssertionError("a look was expected, not a glance");
        }
        return looked;
    }
}
