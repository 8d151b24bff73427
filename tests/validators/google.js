// Reads a page from standard input and says as JSON what the Google preset makes of its structured data.
const { structuredDataTest } = require('structured-data-testing-tool')
const { Google } = require('structured-data-testing-tool/presets')

const named = (tests) => tests.map(({ test, schema, error }) => ({ test, schema, reason: error && error.message }))
const told = ({ schemas, passed, failed, warnings }) => ({
  schemas,
  passed: named(passed),
  failed: named(failed),
  warnings: named(warnings),
})

let page = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', (chunk) => { page += chunk })
process.stdin.on('end', async () => {
  let result
  try {
    result = await structuredDataTest(page, { presets: [Google] })
  } catch (failure) {
    if (!failure.res) throw failure
    result = failure.res // of a page that does not pass
  }
  process.stdout.write(JSON.stringify(told(result)))
})
