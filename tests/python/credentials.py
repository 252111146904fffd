"""Reads credentials with the official package: `credentials.py HOME`, a home folder with the files of both kinds.

Prints a line of JSON for each profile of the command line, then for each section of the profile file. A profile whose
program is run is written back into the file by the package, as it always does.
"""

import configparser
import json
import os
import sys

HOME = sys.argv[1]
os.environ["HOME"] = HOME  # which the package reads when it is imported

from alibabacloud_credentials.provider import CLIProfileCredentialsProvider, ProfileCredentialsProvider


def show(kind, name, credentials):
    print(json.dumps({
        "kind": kind,
        "name": name,
        "id": credentials.get_access_key_id(),
        "secret": credentials.get_access_key_secret(),
        "token": credentials.get_security_token(),
        "provider": credentials.get_provider_name(),
    }))


with open(os.path.join(HOME, ".aliyun", "config.json")) as file:
    profiles = [profile["name"] for profile in json.load(file)["profiles"]]
for name in profiles:
    show("cli", name, CLIProfileCredentialsProvider(profile_name=name).get_credentials())

parser = configparser.ConfigParser()
parser.read(os.path.join(HOME, ".alibabacloud", "credentials.ini"))
for name in parser.sections():
    show("ini", name, ProfileCredentialsProvider(profile_name=name).get_credentials())
