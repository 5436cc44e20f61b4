// Loaded before all tests: what they start need not read certificates at its start, where the environment asks for that.
delete process.env['NODE_EXTRA_CA_CERTS'];
