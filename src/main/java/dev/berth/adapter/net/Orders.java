package dev.berth.adapter.net;

import dev.berth.engine.Login;
import dev.berth.policy.Credentials;
import dev.berth.policy.PgBouncer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What a guard is told when it starts, by way of a pipe: nobody else on the machine can read a password there. */
record Orders(PgBouncer pooler, Login login, Duration limit) {
    void write(DataOutputStream out) throws IOException {
        out.writeUTF(pooler.host());
        out.writeInt(pooler.port());
        write(out, pooler.database());
        write(out, login.user());
        write(out, login.password());
        out.writeLong(limit.toMillis());
    }

    static Orders read(DataInputStream in) throws IOException {
        var pooler = new PgBouncer(in.readUTF(), in.readInt(), optional(in), Credentials.NONE);
        return new Orders(pooler, new Login(optional(in), optional(in)), Duration.ofMillis(in.readLong()));
    }

    private static void write(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        out.writeUTF(text.orElse(""));
    }

    private static Optional<String> optional(DataInputStream in) throws IOException {
        boolean present = in.readBoolean();
        var text = in.readUTF();
        return present ? Optional.of(text) : Optional.empty();
    }
}
