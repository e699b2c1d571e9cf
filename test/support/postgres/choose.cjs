/** Runs before each test file of the project "PostgreSQL". */
process.env.MIZAN_TEST_DATABASE = 'PostgreSQL';
