const { run } = require('./tasks.cjs')

run({ load: require, locate: require.resolve })
