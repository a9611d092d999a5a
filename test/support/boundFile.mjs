// Loaded into each test file: `node --test` waits for a file's process without a bound, so one open handle
// would hang everything. A file that hangs says what it waits for, and fails.
const LONGEST_MINUTES = 10

if (process.env.NODE_TEST_CONTEXT !== undefined) {
  const timer = setTimeout(fail, LONGEST_MINUTES * 60_000)
  timer.unref()
}

function fail() {
  const waits = process.getActiveResourcesInfo().join(', ')
  process.stderr.write(
    `${process.argv[1]} still runs after ${LONGEST_MINUTES} minutes; it waits for: ${waits}\n`,
  )
  process.exit(1)
}
