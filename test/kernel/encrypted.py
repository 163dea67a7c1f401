"""Starts the kernel with jupyter_client as a server would that requires encrypted transport, and runs a cell."""

import json

from jupyter_client.manager import KernelManager

manager = KernelManager(kernel_name="phasebook", transport_encryption="required")
manager.start_kernel()
client = manager.client()
client.start_channels()
try:
    client.wait_for_ready(timeout=30)
    outputs = []
    client.execute_interactive("1 + 1", timeout=30, output_hook=outputs.append)
    result = [m["content"]["data"]["text/plain"] for m in outputs if m["msg_type"] == "execute_result"]
    with open(manager.connection_file) as file:
        connection = json.load(file)
    keys = [len(connection[name]) for name in ("curve_publickey", "curve_secretkey")]
    print(json.dumps({"keys": keys, "result": result[0], "alive": client.hb_channel.is_beating()}))
finally:
    client.stop_channels()
    manager.shutdown_kernel()
