module berth-rig/pgweb

go 1.24.0

require github.com/sosedoff/pgweb v0.17.0
