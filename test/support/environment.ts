// Loaded before all tests.

// What they start need not read certificates at its start, where the environment asks for that.
delete process.env['NODE_EXTRA_CA_CERTS'];

function rethrow(reason: unknown): never {
  throw reason;
}

/** Mocha alone passes over a rejection that nobody handles: thrown, it fails the test that runs. */
export const mochaHooks = {
  beforeAll(): void {
    process.on('unhandledRejection', rethrow);
  },
  afterAll(): void {
    process.off('unhandledRejection', rethrow);
  },
};
