package dev.berth.adapter.net;

import java.io.IOException;
import java.net.InetAddress;

/** Where whole packets go out. */
interface Wire {
    void prepare() throws IOException;

    void send(byte[] packet, InetAddress to) throws IOException;
}
