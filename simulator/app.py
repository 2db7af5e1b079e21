"""The one composition root of the simulator."""

from flask import Flask, Response, jsonify, make_response, request
from werkzeug.exceptions import HTTPException

from simulator.acts import Refused
from simulator.config import Config
from simulator.doors.errors import DoorError
from simulator.doors.fingers import fingers
from simulator.doors.groups import groups
from simulator.doors.news import news
from simulator.doors.operator import operator
from simulator.doors.page import page
from simulator.doors.phones import phones
from simulator.doors.pictures import pictures
from simulator.knobs import UnknownKnob
from simulator.line import BLUEPRINTS
from simulator.line.errors import LineError
from simulator.line.gate import no_endpoint
from simulator.line.hang_up import HungUp, hang_up
from simulator.world import World

Answer = tuple[Response, int]


def create_app(config: Config) -> Flask:
    """A simulator whose dispatcher is running; close it with `app.extensions["simulator"].close()`.

    Serve it with threads: one for every open page, and one for every call that waits.
    """
    app = Flask("simulator", static_folder=None)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["simulator"] = World(config)
    for blueprint in (*BLUEPRINTS, phones, fingers, groups, pictures, operator, news, page):
        app.register_blueprint(blueprint)
    _handle_errors(app)
    app.extensions["simulator"].start()
    return app


def _handle_errors(app: Flask) -> None:
    app.register_error_handler(LineError, _line_error)
    app.register_error_handler(HungUp, _hung_up)
    app.register_error_handler(DoorError, lambda error: _door_error(error.status, error.text))
    app.register_error_handler(Refused, lambda error: _door_error(400, str(error)))
    app.register_error_handler(UnknownKnob, lambda error: _door_error(400, str(error)))
    app.register_error_handler(HTTPException, _http_error)


def _line_error(error: LineError) -> Response:
    response = jsonify(error.body)
    response.status_code = error.status
    response.headers.update(error.headers)
    return response


def _hung_up(_: HungUp) -> Answer:
    hang_up()
    return Response(), 500


def _door_error(status: int, text: str) -> Answer:
    return jsonify({"error": text}), status


def _http_error(error: HTTPException) -> Response:
    """Flask's own refusals (404, 405, 413 …) in the words of whichever side was asked."""
    status = error.code or 500
    if not request.path.startswith(("/v2/", "/oauth2/")):
        return make_response(_door_error(status, error.description or error.name))
    text = "Not found" if status == 404 else error.name
    response = make_response(jsonify({"message": text}), status)
    return response if request.blueprints else no_endpoint(response)
