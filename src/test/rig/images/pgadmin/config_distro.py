"""Settings of the image; PGADMIN_CONFIG_NAME=value sets NAME, as in the official one."""

import ast
import os

LOG_FILE = '/dev/null'
UPGRADE_CHECK_ENABLED = False

for name, value in os.environ.items():
    if name.startswith('PGADMIN_CONFIG_'):
        globals()[name[len('PGADMIN_CONFIG_'):]] = ast.literal_eval(value)
