package dev.berth.adapter.docker;

import dev.berth.backup.LiveServer;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.RedisServer;
import dev.berth.engine.ServerFacts;
import dev.berth.execute.Attempt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A Redis, dumped by the stream that its replicas get. */
public final class RedisLive implements LiveServer, Indebted {
    private final Standing at;
    private final Owing owing;
    private final RedisServer server;

    public RedisLive(Standing at, Owing owing) {
        this.at = at;
        this.owing = owing;
        this.server = new RedisServer(at.endpoint(), at.login(), at.patience());
    }

    @Override
    public ServerFacts facts() throws IOException {
        return server.facts();
    }

    /** What a restore over it was killed in the middle of: it then holds all of the one or of the other. */
    @Override
    public Attempt settle(String what) throws IOException {
        var verdict = RedisTakeover.replacing(at)
                .lead(() -> RedisDebt.of(what).map(this::verdict).orElse(""));
        owing.settled();
        return new Attempt.Done(verdict);
    }

    private String verdict(RedisDebt debt) {
        try {
            return debt.verdict(RedisTakeover.sure(at).contents(Depth.FAST));
        } catch (IOException e) {
            return "which of both it holds can't be told: " + e.getMessage();
        }
    }

    @Override
    public Contents contents(List<String> databases, Depth depth) throws IOException {
        return Contents.none(depth).with(RedisServer.ALL, server.contents(depth));
    }

    @Override
    public Moment moment(String database, Depth depth) {
        return new Forked(depth);
    }

    /** The moment of the fork that the dump begins with. */
    private final class Forked implements Moment {
        private final Depth depth;
        private Contents contents;

        Forked(Depth depth) {
            this.depth = depth;
            this.contents = Contents.none(depth);
        }

        @Override
        public String file(int number) {
            return "data-" + number + ".rdb";
        }

        @Override
        public void dump(OutputStream to) throws IOException {
            contents = server.dump(depth, to);
        }

        @Override
        public Contents contents() {
            return contents;
        }

        @Override
        public void close() {}
    }
}
