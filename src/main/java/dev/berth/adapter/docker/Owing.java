package dev.berth.adapter.docker;

import java.io.IOException;

/** Remembers, beyond the end of a process, what a server is owed: that it is let go, or freed of a file. */
public interface Owing {
    /** Is on the disk once it returns. */
    void owe(String what) throws IOException;

    /** It is settled. */
    void settled() throws IOException;
}
