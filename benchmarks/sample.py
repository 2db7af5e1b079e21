"""What we compare our webhook with: line-bot-sdk's own way, parse and answer, and nothing else.

After the SDK's `examples/flask-echo`, without the reply: nothing is kept, nobody is rung.
"""

from __future__ import annotations

import os

from flask import Flask, abort, request
from linebot.v3 import WebhookParser
from linebot.v3.exceptions import InvalidSignatureError

from benchmarks.bodies import PATH


def create_app() -> Flask:
    app = Flask(__name__, static_folder=None)
    parser = WebhookParser(os.environ["LINE_CHANNEL_SECRET"])

    @app.post(PATH)
    def callback() -> str:
        signature = request.headers["X-Line-Signature"]
        body = request.get_data(as_text=True)
        try:
            parser.parse(body, signature)
        except InvalidSignatureError:
            abort(400)
        return "OK"

    return app
