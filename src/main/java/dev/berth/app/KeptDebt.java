package dev.berth.app;

import dev.berth.adapter.docker.Owing;
import dev.berth.adapter.file.Debts;
import java.io.IOException;

/** What one database is owed, kept in the state folder. */
record KeptDebt(Debts debts, String database) implements Owing {
    @Override
    public void owe(String what) throws IOException {
        debts.owe(database, what);
    }

    @Override
    public void settled() throws IOException {
        debts.settled(database);
    }
}
