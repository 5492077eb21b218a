package store

import "syscall"

// tcpUserTimeout is TCP_USER_TIMEOUT of linux/tcp.h.
const tcpUserTimeout = 0x12

// userTimeout makes a connection fail after 10 seconds in which nothing sent was received: a cut cable does not hang a
// server until the system gives up after a quarter of an hour.
func userTimeout(network, _ string, c syscall.RawConn) error {
	if len(network) < 3 || network[:3] != "tcp" {
		return nil
	}
	var failed error
	err := c.Control(func(fd uintptr) {
		failed = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, tcpUserTimeout, 10_000)
	})
	if err != nil {
		return err
	}
	return failed
}
