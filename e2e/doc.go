// Package e2e is the journeys of people through the screens, in a real browser: Debian's Chromium, driven over the DevTools
// protocol. Every test starts the whole system in its own process on a loopback port, with a fresh SQLite database.
package e2e
